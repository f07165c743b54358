import { SCENARIO_NAMES, type ScenarioTarget, scenarioTargetSchema } from '../../kit/scenario.ts';
import { OptionError } from '../../shared/errors.ts';
import { parseInputBy } from '../../shared/parse-options.ts';
import { SCENARIOS, type Scenario } from './scenario.ts';

const LONGEST_SHOWN = 40;

/**
 * Finds the scenario of a name.
 *
 * @throws OptionError that lists the names when there is none.
 */
export function parseScenario(name: unknown): Scenario {
  const scenario = SCENARIOS.find((candidate) => candidate.name === name);
  if (scenario) return scenario;
  const names = SCENARIO_NAMES.join(', ');
  throw new OptionError(`Failed to find the scenario: its name must be one of ${names}, received ${show(name)}.`);
}

/**
 * Checks whom a scenario befalls.
 *
 * @throws OptionError that names every field at fault, what was expected and what came.
 */
export function parseTarget(name: string, target: unknown): ScenarioTarget {
  return parseInputBy(scenarioTargetSchema, target, `use the scenario ${name}`);
}

function show(value: unknown): string {
  if (typeof value !== 'string') return `a value of type ${typeof value}`;
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}
