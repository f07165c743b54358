import { type Refusal, refuse } from '../../api/problem.ts';
import { type Fields, readFields, type ValuesOf } from '../../api/v2/fields.ts';
import { INVALID_BODY } from '../../api/v2/refusals.ts';
import type { BodyShape } from '../../api/v2/requests.ts';
import { describe } from '../../api/v2/rules.ts';

/** Reads a body, with some values in place of its own, or says what is wrong with it. */
export function readBody<const F extends Fields>(
  { name, fields }: BodyShape<F>,
  bytes: unknown,
  instead: Partial<ValuesOf<F>> = {},
): { readonly values: ValuesOf<F> } | { readonly refusal: Refusal } {
  // Cast: these operations receive their bodies as bytes
  const read = readFields(name, fields, { bytes: bytes as Uint8Array | undefined, instead });
  if ('values' in read) return read;
  return { refusal: refuse(400, read.wrong === 'json' ? INVALID_BODY : describe(read.broken)) };
}
