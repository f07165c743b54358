import * as z from './zod.ts';

/** A text that a header can carry, such as a key: printable ASCII without spaces. */
export const headerValueSchema = z
  .string()
  .min(1, 'must not be empty')
  .regex(/^[\x21-\x7e]*$/, 'must be printable ASCII without spaces');
