import { z } from 'zod';
import { recordedRowSchema } from './record.ts';

/** One change of what is recorded: all that a journal needs to hold, in order, to bring the state back. */
export const changeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('record'), rows: z.array(recordedRowSchema).min(1) }),
  z.strictObject({ type: z.literal('replace'), rows: z.array(recordedRowSchema) }),
]);

/** One change of what is recorded: rows were added, or all was replaced by the rows given (none after a reset). */
export type Change = z.infer<typeof changeSchema>;
