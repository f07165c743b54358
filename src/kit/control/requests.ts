import { epochMsSchema } from '../../api/scalars.ts';
import * as z from '../../shared/zod.ts';

/** A request that was answered, and how. */
export const logEntrySchema = z
  .object({
    id: z
      .int()
      .min(1)
      .meta({ description: 'Counts up from 1.', examples: [7] }),
    at: epochMsSchema.meta({
      description: "When it was answered by the mock's clock, in epoch milliseconds.",
      examples: [1767225600000],
    }),
    method: z.string().meta({ description: 'The method as sent.', examples: ['GET'] }),
    path: z.string().meta({
      description: 'The path as sent, with keys removed.',
      examples: ['/api/app/3sWXSsqHgSKnE87YkNJK/users/mickael@openreplay.com/sessions'],
    }),
    query: z.string().meta({
      description: 'The query without its question mark, with keys removed.',
      examples: ['start_date=1623440905732'],
    }),
    status: z
      .int()
      .min(100)
      .max(599)
      .meta({ description: 'The status of the reply.', examples: [200] }),
    bytes: z
      .int()
      .min(0)
      .meta({ description: 'The size of the body of the reply, in bytes.', examples: [1742] }),
    delayMs: z
      .number()
      .min(0)
      .meta({ description: 'How long the reply was delayed on purpose, in milliseconds.', examples: [0] }),
    broken: z
      .union([z.literal(false), z.enum(['dropped', 'cut'])])
      .meta({ description: 'How the reply was broken on purpose; false if it was not.', examples: [false] }),
    byStudio: z
      .boolean()
      .meta({ description: 'Whether the request came from the studio, not the application.', examples: [false] }),
  })
  .meta({ id: 'LogEntry', title: 'Answered request', description: 'A request that was answered, and how.' });

/** Requests that were answered. */
export const requestPageSchema = z
  .object({
    requests: z.array(logEntrySchema).meta({ description: 'The requests, by ascending ID.' }),
    last: z
      .int()
      .min(0)
      .meta({ description: 'The value of `after` to get what follows.', examples: [7] }),
  })
  .meta({ id: 'RequestPage', title: 'Answered requests', description: 'Requests that were answered.' });
