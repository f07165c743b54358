import { keptSessionIdSchema } from '../api/any-session-id.ts';
import { epochMsSchema, projectKeySchema, userIdSchema } from '../api/scalars.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import * as z from '../shared/zod.ts';
import type { Change } from './change.ts';
import { FASTEST_SPEED } from './clock-speed.ts';
import { faultInputSchema } from './fault.ts';
import { keptJobSchema } from './kept-job.ts';
import { anyList, rowHullSchema } from './record.ts';
import { scenarioNameSchema, scenarioTargetSchema } from './scenario.ts';
import { sessionFactsInputSchema } from './session-facts.ts';
import type { Settings } from './settings.ts';

const count = z.int().min(0);

const settingsSchema = z.strictObject({
  scenarios: z.strictObject({
    on: z.array(z.strictObject({ name: scenarioNameSchema, target: scenarioTargetSchema, use: count })),
    uses: count,
  }),
  faults: z.strictObject({
    set: z.array(z.strictObject({ id: z.string().min(1), fault: faultInputSchema })),
    added: count,
    round: count,
  }),
  clock: z.strictObject({ now: epochMsSchema, at: z.number(), speed: z.number().min(0).max(FASTEST_SPEED) }),
  jobs: z.strictObject({ jobs: z.array(keptJobSchema) }),
}) satisfies z.ZodType<Settings>;

/** One for each type of change. */
const hulls = {
  settings: z.strictObject({ type: z.literal('settings'), settings: settingsSchema }),
  replace: z.strictObject({
    type: z.literal('replace'),
    rows: z.array(rowHullSchema),
    jobs: z.array(keptJobSchema).optional(),
    settings: settingsSchema.optional(),
  }),
  record: z.strictObject({ type: z.literal('record'), rows: z.array(rowHullSchema).min(1) }),
  jobs: z.strictObject({ type: z.literal('jobs'), jobs: z.array(keptJobSchema) }),
  session: z.strictObject({
    type: z.literal('session'),
    projectKey: projectKeySchema,
    userId: userIdSchema,
    sessionId: keptSessionIdSchema,
    events: anyList,
    facts: sessionFactsInputSchema.optional(),
  }),
} satisfies Record<Change['type'], z.ZodType>;

/**
 * One change of a mock's state with unchecked events: another mock has checked them before, and checking takes longer
 * than all else.
 */
const changeHullSchema = z.discriminatedUnion('type', [
  hulls.settings,
  hulls.replace,
  hulls.record,
  hulls.jobs,
  hulls.session,
]);

/** Checks a change against its hull schema, in slices, as there may be as many rows as events. */
export function* findHullIssues(change: unknown): Work<readonly HullIssue[]> {
  // Cast: anything but null and undefined may be indexed
  const { rows } = (change ?? {}) as { readonly rows?: unknown };
  const all = Array.isArray(rows) ? rows : [];
  const { error } = changeHullSchema.safeParse(all.length > 1 ? { ...(change as object), rows: [all[0]] } : change);
  if (error) return error.issues;
  for (const [index, row] of all.entries()) {
    if (isTurn(index)) yield;
    const { error } = rowHullSchema.safeParse(row);
    if (error) return error.issues.map((issue) => ({ ...issue, path: ['rows', index, ...issue.path] }));
  }
  return [];
}

export type HullIssue = Pick<z.core.$ZodIssue, 'path' | 'message'>;
