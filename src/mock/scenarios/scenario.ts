import type { WorldView } from '../../data/world-view.ts';
import type { FaultInput } from '../../kit/fault.ts';
import {
  type ScenarioName,
  type ScenarioTarget,
  scenarioNameSchema,
  scenarioTargetSchema,
} from '../../kit/scenario.ts';
import { parseInputBy } from '../../shared/parse-options.ts';

/** A situation to develop and test against, by name. */
export interface Scenario {
  readonly name: ScenarioName;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** Its faults, in order. */
  readonly faults: readonly FaultInput[];
  /** What it changes in the generated events that are shown. */
  readonly view: Partial<WorldView>;
  /** Whether session IDs are written as numbers beyond 2^53. */
  readonly unsafeIds: boolean;
}

const nothing = { faults: [], view: {}, unsafeIds: false } as const;

/** All scenarios. */
export const SCENARIOS: readonly Scenario[] = [
  { ...nothing, name: 'empty', summary: 'No user has generated events.', view: { history: 'none' } },
  {
    ...nothing,
    name: 'first-visit',
    summary: 'Every user has one visit, the first.',
    view: { history: 'first-visit' },
  },
  { ...nothing, name: 'huge-user', summary: 'Every generated user has 50,000 events.', view: { history: 'huge' } },
  {
    ...nothing,
    name: 'slow',
    summary: 'Half of the replies take over 0.9 s, one in ten over 2.5 s, one in a hundred over 8 s.',
    faults: [{ latency: { p50Ms: 900, p90Ms: 2500, p99Ms: 8000 } }],
  },
  {
    ...nothing,
    name: 'flaky',
    summary: 'A quarter of the requests fail: 15 % with status 500, 5 % with 503 and Retry-After, 5 % get no reply.',
    // each rate applies to the requests that the faults before it let through
    faults: [
      { latency: { minMs: 20, maxMs: 200 } },
      { status: 500, rate: 0.15 },
      { status: 503, retryAfterSeconds: 1, rate: 0.06 },
      { drop: true, rate: 0.06 },
    ],
  },
  { ...nothing, name: 'outage', summary: 'Every request is refused with status 503.', faults: [{ status: 503 }] },
  {
    ...nothing,
    name: 'expired-key',
    summary: 'Every key is refused with status 401 as expired.',
    faults: [{ status: 401, message: 'The API key has expired.' }],
  },
  {
    ...nothing,
    name: 'rate-limited',
    summary: 'Every request is refused with status 429 and Retry-After: 30.',
    faults: [{ status: 429, retryAfterSeconds: 30 }],
  },
  {
    ...nothing,
    name: 'unsafe-ids',
    summary: 'Session IDs are numbers beyond 2^53, which JSON.parse rounds.',
    unsafeIds: true,
  },
  { ...nothing, name: 'input-events', summary: 'Sessions have INPUT events too.', view: { inputEvents: true } },
  {
    ...nothing,
    name: 'truncated-reply',
    summary: 'The connection breaks after 60 % of every body.',
    faults: [{ cut: 0.6 }],
  },
  {
    ...nothing,
    name: 'clock-skew',
    summary: "Times are those of the visitors' clocks, some of which are wrong.",
    view: { clockSkew: true },
  },
];

/**
 * Finds the scenario of a name.
 *
 * @throws OptionError that lists the names if there is none.
 */
export function parseScenario(name: unknown): Scenario {
  const known = parseInputBy(scenarioNameSchema, name, 'find the scenario');
  // Cast: a test holds that each name has its scenario
  return SCENARIOS.find((scenario) => scenario.name === known) as Scenario;
}

/**
 * Checks the target of a scenario.
 *
 * @throws OptionError that names every invalid field, what was expected and what was received.
 */
export function parseTarget(name: string, target: unknown): ScenarioTarget {
  return parseInputBy(scenarioTargetSchema, target, `use the scenario ${name}`);
}
