import { z } from 'zod';
import { projectKeySchema, userIdSchema } from '../api/scalars.ts';

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

/** Whom a scenario befalls: everybody when empty. */
export const scenarioTargetSchema = z
  .strictObject({ projectKey: projectKeySchema.optional(), userId: userIdSchema.optional() })
  .meta({
    id: 'ScenarioTarget',
    title: 'Scenario target',
    description: 'Whom a scenario befalls; everybody when empty.',
  });

export type ScenarioName = z.infer<typeof scenarioNameSchema>;
/** Whom a scenario befalls: one project, one user, or everybody. */
export type ScenarioTarget = z.input<typeof scenarioTargetSchema>;
