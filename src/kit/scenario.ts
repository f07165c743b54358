import { projectKeySchema, userIdSchema } from '../api/scalars.ts';
import * as z from '../shared/zod.ts';

/** The names of all scenarios. */
export const SCENARIO_NAMES = [
  'empty',
  'first-visit',
  'huge-user',
  'slow',
  'flaky',
  'outage',
  'expired-key',
  'rate-limited',
  'unsafe-ids',
  'input-events',
  'truncated-reply',
  'clock-skew',
] as const;

/** The name of a scenario. */
export const scenarioNameSchema = z
  .enum(SCENARIO_NAMES)
  .meta({ id: 'ScenarioName', title: 'Scenario name', description: 'Names a scenario.', examples: ['outage'] });

/** What a scenario applies to: everything if empty. */
export const scenarioTargetSchema = z
  .strictObject({ projectKey: projectKeySchema.optional(), userId: userIdSchema.optional() })
  .meta({
    id: 'ScenarioTarget',
    title: 'Scenario target',
    description: 'What a scenario applies to; everything if empty.',
  });

export type ScenarioName = z.infer<typeof scenarioNameSchema>;
/** What a scenario applies to: one project, one user, or everything. */
export type ScenarioTarget = z.input<typeof scenarioTargetSchema>;
