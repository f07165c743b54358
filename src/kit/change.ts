import { keptSessionIdSchema } from '../api/any-session-id.ts';
import { projectKeySchema, userIdSchema } from '../api/scalars.ts';
import * as z from '../shared/zod.ts';
import { keptJobSchema } from './kept-job.ts';
import { recordedEventSchema, recordedRowSchema } from './record.ts';
import { sessionFactsInputSchema } from './session-facts.ts';
import type { Settings } from './settings.ts';

/** One change of what is recorded. */
export const recordedChangeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('record'), rows: z.array(recordedRowSchema).min(1) }),
  z.strictObject({
    type: z.literal('replace'),
    rows: z.array(recordedRowSchema),
    jobs: z.array(keptJobSchema).optional(),
  }),
  z.strictObject({ type: z.literal('jobs'), jobs: z.array(keptJobSchema) }),
  z.strictObject({
    type: z.literal('session'),
    projectKey: projectKeySchema,
    userId: userIdSchema,
    sessionId: keptSessionIdSchema,
    events: z.array(recordedEventSchema),
    facts: sessionFactsInputSchema.optional(),
  }),
]);

/**
 * One change of what is recorded: rows were added (`record`), all was replaced by the rows given (`replace`), one session
 * was replaced by the events given, or removed where there are none (`session`), or the deletions of users' data were
 * replaced by those given (`jobs`).
 */
export type RecordedChange = z.infer<typeof recordedChangeSchema>;

/** All recorded data was replaced, and the settings with it: what a reset does, and what stands for a whole state. */
export interface WholeChange {
  readonly type: 'replace';
  readonly rows: Extract<RecordedChange, { type: 'replace' }>['rows'];
  readonly settings: Settings;
}

/** The settings were replaced: a scenario or a fault was set or cleared, or the clock was moved, run or stopped. */
export interface SettingsChange {
  readonly type: 'settings';
  readonly settings: Settings;
}

/** One change of a mock's state: all that a journal needs to hold, in order, to bring the state back. */
export type Change = RecordedChange | WholeChange | SettingsChange;

/** Gives what a change does to what is recorded; undefined when it leaves that alone. */
export function recordedPart(change: Change): RecordedChange | undefined {
  if (change.type === 'settings') return undefined;
  if (!('settings' in change)) return change;
  const { jobs } = change.settings.jobs;
  return { type: 'replace', rows: change.rows, ...(jobs.length > 0 && { jobs: [...jobs] }) };
}

/** Gives the settings that a change brings; undefined when it leaves them alone. */
export function settingsPart(change: Change): Settings | undefined {
  return 'settings' in change ? change.settings : undefined;
}
