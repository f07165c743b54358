import { givenSessionIdSchema, keptSessionIdSchema } from '../api/any-session-id.ts';
import { epochMsSchema, projectKeySchema, sessionIdSchema, userIdSchema } from '../api/scalars.ts';
import { clickEventSchema, inputEventSchema, locationEventSchema } from '../api/session-event.ts';
import * as z from '../shared/zod.ts';
import { keptJobSchema } from './kept-job.ts';
import { sessionFactsInputSchema } from './session-facts.ts';

const sessionId = givenSessionIdSchema.meta({
  description: `${sessionIdSchema.meta()?.description} An ID beyond that is given as a text of its digits.`,
  examples: [4813023023591169],
});
// older servers stored clicks and inputs without a label too
const labelled = {
  sessionId,
  label: z.string().meta({ description: 'Text of what was clicked or filled in.', examples: ['Shop'] }),
};

const locationInputSchema = locationEventSchema
  .extend({ sessionId })
  .partial()
  .required({ type: true, path: true })
  .strict();
const clickInputSchema = clickEventSchema.extend(labelled).partial().required({ type: true, label: true }).strict();
const inputInputSchema = inputEventSchema.extend(labelled).partial().required({ type: true, label: true }).strict();

/** An event to record: `type` with `path` (LOCATION) or `label` (CLICK, INPUT); the rest may be left out. */
export const eventInputSchema = z
  .discriminatedUnion('type', [
    locationInputSchema.meta({
      id: 'LocationInput',
      title: 'LOCATION event to record',
      description: 'A page that was opened. Only its path is needed.',
    }),
    clickInputSchema.meta({
      id: 'ClickInput',
      title: 'CLICK event to record',
      description: 'A click. Only its label is needed.',
    }),
    inputInputSchema.meta({
      id: 'InputInput',
      title: 'INPUT event to record',
      description: 'A form field that was filled in. Only its label is needed.',
    }),
  ])
  .meta({ id: 'EventInput', title: 'Event to record', description: 'What happened; what is left out is filled in.' });

/** A visit to record. */
export const recordInputSchema = z
  .strictObject({
    projectKey: projectKeySchema.optional(),
    userId: userIdSchema,
    sessionId: sessionId.optional(),
    start: epochMsSchema.optional(),
    session: sessionFactsInputSchema.optional(),
    events: z
      .array(eventInputSchema)
      .meta({ description: 'The events in the order they happened; there may be none where `session` is given.' }),
  })
  .meta({
    id: 'RecordInput',
    title: 'Visit to record',
    description: 'A visit of a user; IDs and times that are left out are filled in.',
  });

/** What takes the place of a recorded session. */
export const sessionInputSchema = recordInputSchema.pick({ start: true, session: true, events: true }).meta({
  id: 'SessionInput',
  title: 'Session to put in place',
  description: 'The events that a recorded session has from now on; IDs and times that are left out are filled in.',
  examples: [{ events: [{ type: 'LOCATION', path: '/pricing/' }] }],
});

/** A list, whatever is in it. */
export const anyList = z.array(z.unknown());

/** A visit to record, whatever its events are: these are checked one by one. */
export const visitHullSchema = recordInputSchema.extend({ events: anyList });

/** A session to put in place, whatever its events are. */
export const sessionHullSchema = sessionInputSchema.extend({ events: anyList });

const kept = { sessionId: keptSessionIdSchema };

/** An event as it is kept. */
export const recordedEventSchema = z
  .discriminatedUnion('type', [
    locationEventSchema.extend(kept).meta({
      id: 'RecordedLocation',
      title: 'Recorded LOCATION event',
      description: 'A page that was opened, as it is kept.',
    }),
    clickEventSchema.extend({ ...kept, label: labelled.label }).meta({
      id: 'RecordedClick',
      title: 'Recorded CLICK event',
      description: 'A click, as it is kept; older servers stored some without a label.',
    }),
    inputEventSchema.extend({ ...kept, label: labelled.label }).meta({
      id: 'RecordedInput',
      title: 'Recorded INPUT event',
      description: 'A form field that was filled in, as it is kept.',
    }),
  ])
  .meta({
    id: 'RecordedEvent',
    title: 'Recorded event',
    description: 'An event as it is kept: as in replies, save that a session ID beyond 2^53-1 is a text.',
  });

/** What was given of a session besides its events. */
export const recordedSessionSchema = z.strictObject({ ...kept, facts: sessionFactsInputSchema }).meta({
  id: 'RecordedSession',
  title: 'Recorded session',
  description: 'What was given of a session besides its events.',
});

/** Events as stored, by project and user. */
export const recordedRowSchema = z
  .strictObject({
    projectKey: projectKeySchema,
    userId: userIdSchema,
    events: z.array(recordedEventSchema).meta({ description: 'All recorded events of the user.' }),
    sessions: z.array(recordedSessionSchema).optional().meta({
      description: 'Sessions of which more was given than events, or that have none; left out where there are none.',
    }),
  })
  .meta({
    id: 'RecordedRow',
    title: 'Recorded events of a user',
    description: 'Events that were recorded, as stored.',
  });

/** Everything recorded, as plain JSON data. */
export const snapshotSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: 'The version of the form of snapshots.', examples: [1] }),
    recorded: z.array(recordedRowSchema).meta({ description: 'What is recorded, a row for each user.' }),
    jobs: z
      .array(keptJobSchema)
      .optional()
      .meta({ description: 'Deletions that were scheduled or cancelled; left out where there are none.' }),
  })
  .meta({ id: 'Snapshot', title: 'Snapshot', description: 'Everything recorded, as plain JSON data.' });

/** A row of a snapshot, whatever its events are. */
export const rowHullSchema = recordedRowSchema.extend({ events: anyList });

/** A snapshot, whatever its rows are. */
export const snapshotHullSchema = snapshotSchema.extend({ recorded: anyList });

/** An event to record: `type` with `path` (LOCATION) or `label` (CLICK, INPUT); what is left out is filled in. */
export type EventInput = z.input<typeof eventInputSchema>;

/**
 * A visit to record.
 *
 * `projectKey` defaults to the mock's first project; `sessionId` to a new session; `start` (epoch ms) to a time that lets
 * the last event happen just now by the mock's clock. Events are given in the order they happened.
 */
export type RecordInput = z.input<typeof recordInputSchema>;

/** What takes the place of a recorded session: its events in the order they happened, and when it began, epoch ms. */
export type SessionInput = z.input<typeof sessionInputSchema>;

/** An event as it is kept: a session ID beyond 2^53-1 is a text of its digits. */
export type RecordedEvent = z.infer<typeof recordedEventSchema>;

/** What was given of a session besides its events. */
export type RecordedSession = z.infer<typeof recordedSessionSchema>;

/** Events of one user, as stored. */
export type RecordedRow = z.infer<typeof recordedRowSchema>;

/** Everything recorded, as plain JSON data. */
export type Snapshot = z.infer<typeof snapshotSchema>;
