import { type FaultInput, faultInputSchema } from '../../kit/fault.ts';
import { parseInputBy } from '../../shared/parse-options.ts';

/**
 * Checks what goes wrong on purpose.
 *
 * @throws OptionError that names every field at fault, what was expected and what came.
 */
export function parseFault(input: unknown): FaultInput {
  return parseInputBy(faultInputSchema, input, 'set the fault');
}
