import { GROUPS, type Requirement, requirements } from '../contract/index.ts';
import { conforming } from './conforming.ts';
import { allFaults } from './faults/all.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { createRightServer } from './right-server.ts';
import { type BrokenTrial, type RightTrial, type Trial, tryBroken, tryRight } from './trial.ts';

/** Which part of the family to try, and how. */
export interface SelfTestOptions {
  /** IDs or groups of requirements: tries the servers that break them; all when empty. */
  readonly only?: readonly string[] | undefined;
  /** Whether each broken server is tried on all requirements, to see each that notices. @defaultValue `false` */
  readonly whole?: boolean | undefined;
}

/** What the self-test came to. */
export interface SelfTestResult {
  readonly requirements: readonly Requirement[];
  readonly broken: readonly BrokenTrial[];
  readonly right: readonly RightTrial[];
  /** Broken servers that no requirement notices. */
  readonly survivors: readonly BrokenTrial[];
  /** Right servers that the kit says something against. */
  readonly falseAlarms: readonly RightTrial[];
  /** Requirements that no broken server fails. */
  readonly idle: readonly Requirement[];
  readonly durationMs: number;
}

/** What the self-test tells while it goes on. */
export type SelfTestEvent =
  | { readonly type: 'start'; readonly broken: number; readonly right: number; readonly requirements: number }
  | { readonly type: 'trial'; readonly trial: Trial }
  | { readonly type: 'end'; readonly result: SelfTestResult };

/** More wait for each other than for the processor. */
const AT_A_TIME = 4;

/**
 * Holds the kit against its own family of servers, broken ones and peculiar right ones, and tells each trial: broken
 * servers by group, then right ones.
 *
 * @throws RangeError for a name that is neither a requirement nor a group.
 */
export async function* selfTest({ only = [], whole = false }: SelfTestOptions = {}): AsyncGenerator<SelfTestEvent> {
  const rows = select(only);
  const ids = rows.map(({ id }) => id as string);
  const faults = rows.flatMap(({ id }) => allFaults.filter(({ breaks }) => breaks === id));
  const began = performance.now();
  yield { type: 'start', broken: faults.length, right: conforming.length, requirements: rows.length };
  const right = await createRightServer();
  const jobs = [
    ...faults.map((fault) => () => tryBroken(right, fault, whole)),
    ...conforming.map((variant) => () => tryRight(right, variant, only.length > 0 ? ids : [])),
  ];
  const trials: Trial[] = [];
  for await (const trial of fewAtATime<Trial>(jobs, AT_A_TIME)) {
    trials.push(trial);
    yield { type: 'trial', trial };
  }
  yield { type: 'end', result: conclude(rows, trials, performance.now() - began) };
}

function conclude(rows: readonly Requirement[], trials: readonly Trial[], durationMs: number): SelfTestResult {
  const broken = trials.filter((trial) => trial.kind === 'broken');
  const right = trials.filter((trial) => trial.kind === 'right');
  const killers = new Set(broken.flatMap((trial) => trial.killers));
  return {
    requirements: rows,
    broken,
    right,
    survivors: broken.filter((trial) => trial.killers.length === 0),
    falseAlarms: right.filter((trial) => trial.alarms.length > 0),
    idle: rows.filter(({ id }) => !killers.has(id)),
    durationMs,
  };
}

function select(only: readonly string[]): readonly Requirement[] {
  for (const name of only) {
    const isKnown = GROUPS.some((group) => group === name) || requirements.some(({ id }) => id === name);
    if (!isKnown)
      throw new RangeError(`"${name}" is neither a requirement nor a group; groups are ${GROUPS.join(', ')}`);
  }
  const isNamed = ({ id }: Requirement) => only.some((name) => id === name || id.startsWith(`${name}-`));
  return only.length === 0 ? requirements : requirements.filter(isNamed);
}
