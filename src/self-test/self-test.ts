import { type ApiId, type Depth, GROUPS, type Requirement, requirementsOf } from '../contract/index.ts';
import { FAMILIES, type Family } from './families.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { type BrokenTrial, type RightTrial, type Trial, tryBroken, tryRight } from './trial.ts';

/** Which families to try, and how. */
export interface SelfTestOptions {
  /** The APIs whose families to try; all when empty. */
  readonly apis?: readonly ApiId[] | undefined;
  /** IDs or groups of requirements, to try only servers that break them; all when empty. */
  readonly only?: readonly string[] | undefined;
  /** Whether to try each broken server on all requirements, to list all that detect it. @defaultValue `false` */
  readonly whole?: boolean | undefined;
  /** How thorough each run is. @defaultValue `'normal'` */
  readonly depth?: Depth | undefined;
  /** The servers to try. @defaultValue the families that ship with the kit */
  readonly families?: readonly Family[] | undefined;
}

/** The result of the self-test of an API. */
export interface SelfTestResult {
  readonly api: ApiId;
  readonly requirements: readonly Requirement[];
  readonly broken: readonly BrokenTrial[];
  readonly right: readonly RightTrial[];
  /** Broken servers that no requirement detects. */
  readonly survivors: readonly BrokenTrial[];
  /** Correct servers with a false alarm. */
  readonly falseAlarms: readonly RightTrial[];
  /** Requirements that detect no broken server. */
  readonly idle: readonly Requirement[];
  readonly durationMs: number;
}

/** The events of a self-test: one API after another, each with its parts and their trials. */
export type SelfTestEvent =
  | {
      readonly type: 'start';
      readonly api: ApiId;
      readonly broken: number;
      readonly right: number;
      readonly requirements: number;
    }
  | { readonly type: 'trial'; readonly trial: Trial }
  | { readonly type: 'part'; readonly name: string; readonly trials: readonly Trial[]; readonly durationMs: number }
  | { readonly type: 'result'; readonly result: SelfTestResult }
  | { readonly type: 'end'; readonly results: readonly SelfTestResult[] };

/** Slow servers wait while others work. */
const AT_A_TIME = 4;

/**
 * Tests the kit against its own families of servers: for each API the broken ones by group, then the correct ones.
 *
 * @throws RangeError for an unknown requirement or group.
 */
export async function* selfTest({
  families = FAMILIES,
  apis = [],
  only = [],
  ...trying
}: SelfTestOptions = {}): AsyncGenerator<SelfTestEvent> {
  const wanted = families.filter(({ face: { api } }) => apis.length === 0 || apis.includes(api));
  const chosen = wanted.map((family) => ({ family, rows: select(requirementsOf(family.face.api), only) }));
  expectKnown(only, chosen);
  const results: SelfTestResult[] = [];
  for (const { family, rows } of chosen) {
    if (rows.length > 0) results.push(yield* testFamily(family, rows, { ...trying, only }));
  }
  yield { type: 'end', results };
}

async function* testFamily(
  { face, broken, right: variants }: Family,
  rows: readonly Requirement[],
  { only = [], whole: isWhole, depth }: SelfTestOptions,
): AsyncGenerator<SelfTestEvent, SelfTestResult> {
  const began = performance.now();
  const { api } = face;
  const faults = broken.filter(({ breaks }) => rows.some(({ id }) => id === breaks));
  yield { type: 'start', api, broken: faults.length, right: variants.length, requirements: rows.length };

  const subject = { face, right: await face.createServer() };
  const ids = only.length > 0 ? rows.map(({ id }) => id) : [];
  const parts: (readonly [string, readonly (() => Promise<Trial>)[]])[] = [
    ...GROUPS.map((group) => {
      const own = faults.filter(({ breaks }) => breaks.startsWith(`${group}-`));
      return [group, own.map((fault) => () => tryBroken(subject, fault, { isWhole, depth }))] as const;
    }),
    ['right ones', variants.map((variant) => () => tryRight(subject, variant, { only: ids, depth }))],
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
  const result = { api, ...conclude(rows, all), durationMs: performance.now() - began };
  yield { type: 'result', result };
  return result;
}

function conclude(rows: readonly Requirement[], trials: readonly Trial[]): Omit<SelfTestResult, 'api' | 'durationMs'> {
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
  };
}

function select(rows: readonly Requirement[], only: readonly string[]): readonly Requirement[] {
  const isNamed = ({ id }: Requirement) => only.some((name) => id === name || id.startsWith(`${name}-`));
  return only.length === 0 ? rows : rows.filter(isNamed);
}

function expectKnown(only: readonly string[], chosen: readonly { readonly rows: readonly Requirement[] }[]): void {
  for (const name of only) {
    const isKnown = chosen.some(({ rows }) => rows.some(({ id }) => id === name || id.startsWith(`${name}-`)));
    if (!isKnown)
      throw new RangeError(`"${name}" is neither a requirement nor a group; groups are ${GROUPS.join(', ')}`);
  }
}
