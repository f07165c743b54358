import * as z from '../shared/zod.ts';
import type { OperationReply } from './operation.ts';

/** The body of every refusal. */
export const errorReplySchema = z
  .object({
    errors: z
      .array(z.string().min(1))
      .min(1)
      .meta({
        description: 'What was wrong, one clear sentence each.',
        examples: [['The API key is missing: send it in the Authorization header.']],
      }),
  })
  .meta({ id: 'ErrorReply', title: 'Error reply', description: 'Why a request was refused.' });

export type ErrorReply = z.infer<typeof errorReplySchema>;

/** Builds the row of a refusal whose body is an {@link ErrorReply}. */
export function refusalReply(description: string): OperationReply & { readonly schema: typeof errorReplySchema } {
  return { description, schema: errorReplySchema };
}
