import * as z from '../../shared/zod.ts';
import { sessionEventSchema } from '../session-event.ts';

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

export type SessionsReply = z.infer<typeof sessionsReplySchema>;
