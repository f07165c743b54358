import * as z from '../../shared/zod.ts';
import { faultInputSchema } from '../fault.ts';
import { SCENARIO_NAMES, scenarioNameSchema, scenarioTargetSchema } from '../scenario.ts';

/** A scenario, and what it applies to. */
export const scenarioStateSchema = z
  .object({
    name: scenarioNameSchema,
    summary: z
      .string()
      .meta({ description: 'What it does, in one sentence.', examples: ['Every request is refused with 503.'] }),
    isOn: z.boolean().meta({ description: 'Whether it is switched on.', examples: [true] }),
    target: scenarioTargetSchema,
  })
  .meta({ id: 'ScenarioState', title: 'Scenario', description: 'A scenario, and what it applies to.' });

/** All scenarios. */
export const scenarioListSchema = z
  .object({ scenarios: z.array(scenarioStateSchema).meta({ description: 'All scenarios, switched on or not.' }) })
  .meta({ id: 'ScenarioList', title: 'Scenarios', description: 'All scenarios.' });

/** The name of a scenario in the path. */
export const scenarioParameter = z
  .enum(SCENARIO_NAMES)
  .meta({ description: 'The name of the scenario.', examples: ['outage'] });

/** The ID of a fault. */
export const faultIdSchema = z
  .string()
  .min(1)
  .meta({ description: 'The ID of the fault.', examples: ['fault-1'] });

/** A fault that is set. */
export const faultStateSchema = faultInputSchema
  .safeExtend({
    id: faultIdSchema,
    hits: z
      .int()
      .min(0)
      .meta({ description: 'How many requests it has applied to so far.', examples: [0] }),
  })
  .meta({
    id: 'FaultState',
    title: 'Fault',
    description: 'A fault that is set.',
    examples: [{ status: 503, retryAfterSeconds: 30, rate: 0.2, id: 'fault-1', hits: 0 }],
  });

/** The faults that are set. */
export const faultListSchema = z
  .object({ faults: z.array(faultStateSchema).meta({ description: 'The faults, in the order they were set.' }) })
  .meta({ id: 'FaultList', title: 'Faults', description: 'The faults that are set.' });
