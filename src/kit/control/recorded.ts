import { keptSessionIdSchema } from '../../api/any-session-id.ts';
import { projectKeySchema, userIdSchema } from '../../api/scalars.ts';
import * as z from '../../shared/zod.ts';
import { recordedEventSchema, recordInputSchema } from '../record.ts';
import { sessionFactsInputSchema } from '../session-facts.ts';

/** The body of a record request: a visit or a list of visits. */
export const recordRequestSchema = z.union([recordInputSchema, z.array(recordInputSchema).min(1)]).meta({
  id: 'RecordRequest',
  title: 'Visits to record',
  description: 'A visit, or a list of visits that are recorded all or nothing.',
  examples: [
    {
      userId: 'ada@example.org',
      events: [
        { type: 'LOCATION', path: '/pricing/' },
        { type: 'CLICK', label: 'Buy' },
      ],
    },
  ],
});

/** A visit that was recorded. */
export const recordedVisitSchema = z
  .object({
    projectKey: projectKeySchema,
    userId: userIdSchema,
    sessionId: keptSessionIdSchema.meta({
      description: 'The session of the first event of the visit.',
      examples: [4813023023591169],
    }),
    events: z
      .int()
      .min(0)
      .meta({ description: 'How many events the visit has.', examples: [2] }),
    session: sessionFactsInputSchema.optional().meta({
      description: 'Facts given for the session besides its events; left out if there are none.',
    }),
    data: z.array(recordedEventSchema).optional().meta({
      description: 'The events as stored, if requested.',
    }),
  })
  .meta({ id: 'RecordedVisit', title: 'Recorded visit', description: 'A visit that was recorded.' });

/** What was recorded. */
export const recordReplySchema = z
  .object({
    recorded: z
      .int()
      .min(0)
      .meta({ description: 'How many events were recorded.', examples: [2] }),
    visits: z.array(recordedVisitSchema).meta({ description: 'The visits, in the order they were given.' }),
  })
  .meta({ id: 'RecordReply', title: 'What was recorded', description: 'The visits that were recorded.' });

/** All events of a user. */
export const eventListSchema = z
  .object({ data: z.array(recordedEventSchema).meta({ description: 'The events in reply order. May be empty.' }) })
  .meta({ id: 'EventList', title: 'Events', description: 'All events of a user.' });

/** A user of a project. */
export const userRowSchema = z
  .object({
    userId: userIdSchema,
    kind: z
      .string()
      .nullable()
      .meta({
        description: 'The kind of visitor that was generated; null for users who were not.',
        examples: ['buyer'],
      }),
    summary: z
      .string()
      .nullable()
      .meta({
        description: 'What visitors of this kind do, in one sentence; null for users who were not generated.',
        examples: ['Looks around, compares, and buys in the end or gives up at the checkout.'],
      }),
    recordedEvents: z
      .int()
      .min(0)
      .meta({ description: 'How many events of the user are recorded.', examples: [0] }),
  })
  .meta({ id: 'UserRow', title: 'User', description: 'A user of a project.' });

/** A page of the users of a project. */
export const userPageSchema = z
  .object({
    total: z
      .int()
      .min(0)
      .meta({ description: 'How many users the project has in all, regardless of the search.', examples: [26] }),
    users: z.array(userRowSchema).meta({ description: 'The users of this page.' }),
    suggested: z
      .string()
      .nullable()
      .meta({
        description: 'A user of the project to look at first: one who was recorded, or one with much recent activity.',
        examples: ['mickael@openreplay.com'],
      }),
    next: z
      .int()
      .min(0)
      .nullable()
      .meta({ description: 'The `from` of the next page; null on the last page.', examples: [50] }),
  })
  .meta({ id: 'UserPage', title: 'Page of users', description: 'Some of the users of a project.' });
