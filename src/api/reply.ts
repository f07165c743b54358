import { z } from 'zod';
import { sessionEventSchema } from './session-event.ts';

/** The body of a 200 reply. */
export const sessionsReplySchema = z
  .object({
    data: z.array(sessionEventSchema).meta({
      description:
        'The events of the user inside the window: sessions by start, inside one by messageId. May be empty.',
    }),
  })
  .meta({
    id: 'SessionsReply',
    title: 'Sessions reply',
    description: "The events of a user's sessions.",
  });

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

export type SessionsReply = z.infer<typeof sessionsReplySchema>;
export type ErrorReply = z.infer<typeof errorReplySchema>;
