import { type FaultInput, faultInputSchema } from '../../kit/fault.ts';
import { OptionError } from '../../shared/errors.ts';
import { toIssues } from '../../shared/issues.ts';

/**
 * Checks what goes wrong on purpose.
 *
 * @throws OptionError that names every field at fault, what was expected and what came.
 */
export function parseFault(input: unknown): FaultInput {
  const parsed = faultInputSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const listed = toIssues(parsed.error, input).map(({ path, message }) => `${path}: ${message}`);
  throw new OptionError(`Failed to set the fault: ${listed.join('; ')}.`);
}
