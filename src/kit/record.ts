import { givenSessionIdSchema, keptSessionIdSchema } from '../api/any-session-id.ts';
import { epochMsSchema, projectKeySchema, sessionIdSchema, userIdSchema } from '../api/scalars.ts';
import { clickEventSchema, inputEventSchema, locationEventSchema } from '../api/session-event.ts';
import * as z from '../shared/zod.ts';
import { keptJobSchema } from './kept-job.ts';
import { sessionFactsInputSchema } from './session-facts.ts';

const sessionId = givenSessionIdSchema.meta({
  description: `${sessionIdSchema.meta()?.description} An ID beyond that is a string of digits.`,
  examples: [4813023023591169],
});
// older servers also stored clicks and inputs without a label
const labelled = {
  sessionId,
  label: z.string().meta({ description: 'Text of the element that was clicked or filled in.', examples: ['Shop'] }),
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
      description: 'An opened page. Only its path is required.',
    }),
    clickInputSchema.meta({
      id: 'ClickInput',
      title: 'CLICK event to record',
      description: 'A click. Only its label is required.',
    }),
    inputInputSchema.meta({
      id: 'InputInput',
      title: 'INPUT event to record',
      description: 'A filled-in form field. Only its label is required.',
    }),
  ])
  .meta({ id: 'EventInput', title: 'Event to record', description: 'An event; missing fields are filled in.' });

/** A visit to record. */
export const recordInputSchema = z
  .strictObject({
    projectKey: projectKeySchema.optional(),
    userId: userIdSchema,
    sessionId: sessionId.optional(),
    start: epochMsSchema.optional().meta({
      description:
        'When the session starts, in epoch ms. If left out, the `timestamp` of the first event; without one, the last event happens just now by the clock of the mock.',
      examples: [1623440905732],
    }),
    session: sessionFactsInputSchema.optional(),
    events: z
      .array(eventInputSchema)
      .meta({ description: 'The events in the order they happened; may be empty if `session` is given.' }),
  })
  .meta({
    id: 'RecordInput',
    title: 'Visit to record',
    description: 'A visit of a user; missing IDs and times are filled in.',
  });

/** The replacement of a recorded session. */
export const sessionInputSchema = recordInputSchema.pick({ start: true, session: true, events: true }).meta({
  id: 'SessionInput',
  title: 'Replacement of a session',
  description: 'The new events of a recorded session; missing IDs and times are filled in.',
  examples: [{ events: [{ type: 'LOCATION', path: '/pricing/' }] }],
});

/** A list of unchecked items. */
export const anyList = z.array(z.unknown());

/** A visit to record with unchecked events, which are checked one by one. */
export const visitHullSchema = recordInputSchema.extend({ events: anyList });

/** A session replacement with unchecked events. */
export const sessionHullSchema = sessionInputSchema.extend({ events: anyList });

const kept = { sessionId: keptSessionIdSchema };

/** A stored event. */
export const recordedEventSchema = z
  .discriminatedUnion('type', [
    locationEventSchema.extend(kept).meta({
      id: 'RecordedLocation',
      title: 'Recorded LOCATION event',
      description: 'An opened page, as stored.',
    }),
    clickEventSchema.extend({ ...kept, label: labelled.label }).meta({
      id: 'RecordedClick',
      title: 'Recorded CLICK event',
      description: 'A click, as stored; older servers stored some without a label.',
    }),
    inputEventSchema.extend({ ...kept, label: labelled.label }).meta({
      id: 'RecordedInput',
      title: 'Recorded INPUT event',
      description: 'A filled-in form field, as stored.',
    }),
  ])
  .meta({
    id: 'RecordedEvent',
    title: 'Recorded event',
    description: 'An event as stored: as in replies, except that a session ID beyond 2^53-1 is a string.',
  });

/** Facts given for a session besides its events. */
export const recordedSessionSchema = z.strictObject({ ...kept, facts: sessionFactsInputSchema }).meta({
  id: 'RecordedSession',
  title: 'Recorded session',
  description: 'Facts given for a session besides its events.',
});

/** Events as stored, by project and user. */
export const recordedRowSchema = z
  .strictObject({
    projectKey: projectKeySchema,
    userId: userIdSchema,
    events: z.array(recordedEventSchema).meta({ description: 'All recorded events of the user.' }),
    sessions: z.array(recordedSessionSchema).optional().meta({
      description: 'Sessions with further facts or without events; left out if there are none.',
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
    version: z.literal(1).meta({ description: 'The version of the snapshot format.', examples: [1] }),
    recorded: z.array(recordedRowSchema).meta({ description: 'The recorded data, a row for each user.' }),
    jobs: z
      .array(keptJobSchema)
      .optional()
      .meta({ description: 'Scheduled or cancelled deletions; left out if there are none.' }),
  })
  .meta({ id: 'Snapshot', title: 'Snapshot', description: 'Everything recorded, as plain JSON data.' });

/** A row of a snapshot with unchecked events. */
export const rowHullSchema = recordedRowSchema.extend({ events: anyList });

/** A snapshot with unchecked rows. */
export const snapshotHullSchema = snapshotSchema.extend({ recorded: anyList });

/** An event to record: `type` with `path` (LOCATION) or `label` (CLICK, INPUT); missing fields are filled in. */
export type EventInput = z.input<typeof eventInputSchema>;

/**
 * A visit to record.
 *
 * `projectKey` defaults to the mock's first project; `sessionId` to a new session; `start` (epoch ms) to a time at
 * which the last event happens just now by the mock's clock. Events are in the order they happened.
 */
export type RecordInput = z.input<typeof recordInputSchema>;

/** The replacement of a recorded session: its events in the order they happened, and its start, epoch ms. */
export type SessionInput = z.input<typeof sessionInputSchema>;

/** A stored event: a session ID beyond 2^53-1 is a string of digits. */
export type RecordedEvent = z.infer<typeof recordedEventSchema>;

/** Facts given for a session besides its events. */
export type RecordedSession = z.infer<typeof recordedSessionSchema>;

/** Events of one user, as stored. */
export type RecordedRow = z.infer<typeof recordedRowSchema>;

/** Everything recorded, as plain JSON data. */
export type Snapshot = z.infer<typeof snapshotSchema>;
