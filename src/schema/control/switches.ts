import { z } from 'zod';
import { faultInputSchema } from '../fault.ts';
import { scenarioNameSchema, scenarioTargetSchema } from '../scenario.ts';

/** A scenario, and whom it befalls. */
export const scenarioStateSchema = z
  .object({
    name: scenarioNameSchema,
    on: z.boolean().meta({ description: 'Whether it is switched on.', examples: [true] }),
    target: scenarioTargetSchema.optional(),
  })
  .meta({ id: 'ScenarioState', title: 'Scenario', description: 'A scenario, and whom it befalls.' });

/** All scenarios. */
export const scenarioListSchema = z
  .object({ scenarios: z.array(scenarioStateSchema).meta({ description: 'All scenarios, switched on or not.' }) })
  .meta({ id: 'ScenarioList', title: 'Scenarios', description: 'All scenarios.' });

/** The ID of a fault. */
export const faultIdSchema = z
  .string()
  .min(1)
  .meta({ description: 'The ID of the fault.', examples: ['1'] });

/** A fault that is set. */
export const faultStateSchema = z
  .looseObject({ id: faultIdSchema, fault: faultInputSchema })
  .meta({ id: 'FaultState', title: 'Fault', description: 'A fault that is set.' });

/** The faults that are set. */
export const faultListSchema = z
  .object({ faults: z.array(faultStateSchema).meta({ description: 'The faults, in the order they were set.' }) })
  .meta({ id: 'FaultList', title: 'Faults', description: 'The faults that are set.' });
