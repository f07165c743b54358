import { type Depth, GROUPS, type Requirement, requirements } from '../contract/index.ts';
import { type Conforming, conforming } from './conforming.ts';
import { allFaults } from './faults/all.ts';
import { wireFaults } from './faults/wire.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { createRightServer } from './right-server.ts';
import { type Broken, type BrokenTrial, type RightTrial, type Trial, tryBroken, tryRight } from './trial.ts';

/** Which part of the family to try, and how. */
export interface SelfTestOptions {
  /** IDs or groups of requirements: tries the servers that break them; all when empty. */
  readonly only?: readonly string[] | undefined;
  /** Whether each broken server is tried on all requirements, to see each that notices. @defaultValue `false` */
  readonly whole?: boolean | undefined;
  /** How much is asked of each. @defaultValue `'normal'` */
  readonly depth?: Depth | undefined;
  /** The servers to try. @defaultValue the family that ships with the kit */
  readonly family?: Family | undefined;
}

/** Servers to hold the kit against, all of them variations of a right one. */
export interface Family {
  readonly broken: readonly Broken[];
  readonly right: readonly Conforming[];
}

const OWN_FAMILY: Family = { broken: [...allFaults, ...wireFaults], right: conforming };

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

/** What the self-test tells while it goes on: the parts one after another, each with its trials. */
export type SelfTestEvent =
  | { readonly type: 'start'; readonly broken: number; readonly right: number; readonly requirements: number }
  | { readonly type: 'trial'; readonly trial: Trial }
  | { readonly type: 'part'; readonly name: string; readonly trials: readonly Trial[]; readonly durationMs: number }
  | { readonly type: 'end'; readonly result: SelfTestResult };

/** Some wait, as slow servers do, while others work. */
const AT_A_TIME = 4;

/**
 * Holds the kit against its own family of servers: the broken ones group by group, then the right ones.
 *
 * @throws RangeError for a name that is neither a requirement nor a group.
 */
export async function* selfTest({
  only = [],
  whole = false,
  depth,
  family = OWN_FAMILY,
}: SelfTestOptions = {}): AsyncGenerator<SelfTestEvent> {
  const began = performance.now();
  const rows = select(only);
  const faults = family.broken.filter(({ breaks }) => rows.some(({ id }) => id === breaks));
  yield { type: 'start', broken: faults.length, right: family.right.length, requirements: rows.length };

  const right = await createRightServer();
  const ids = only.length > 0 ? rows.map(({ id }) => id) : [];
  const parts: (readonly [string, readonly (() => Promise<Trial>)[]])[] = [
    ...GROUPS.map((group) => {
      const own = faults.filter(({ breaks }) => breaks.startsWith(`${group}-`));
      return [group, own.map((fault) => () => tryBroken(right, fault, whole, depth))] as const;
    }),
    ['right ones', family.right.map((variant) => () => tryRight(right, variant, { only: ids, depth }))],
  ];
  const all: Trial[] = [];
  for (const [name, jobs] of parts) {
    if (jobs.length === 0) continue;
    const partBegan = performance.now();
    const trials: Trial[] = [];
    for await (const trial of fewAtATime(jobs, AT_A_TIME)) {
      trials.push(trial);
      yield { type: 'trial', trial };
    }
    yield { type: 'part', name, trials, durationMs: performance.now() - partBegan };
    all.push(...trials);
  }
  yield { type: 'end', result: conclude(rows, all, performance.now() - began) };
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
