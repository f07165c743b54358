import { type ApiId, type Depth, type RequirementResult, requirementsOf } from '../contract/index.ts';
import type { Conforming } from './conforming.ts';
import type { Face } from './face.ts';
import type { Fault, Serve } from './faults/fault.ts';
import type { WireFault } from './faults/wire.ts';
import { judgeAtFirstRun, judgeInFull, type Trying, type Verdict } from './verdict.ts';

/** An API, and the right server of it that others are variations of. */
export interface Subject {
  readonly face: Face;
  readonly right: Serve;
}

/** A broken server: what it answers is wrong, or how it speaks over its connections. */
export type Broken = Fault | WireFault;

/** How the kit judged a broken server. */
export interface BrokenTrial {
  readonly kind: 'broken';
  readonly api: ApiId;
  readonly name: string;
  /** The requirement that the server is made to break. */
  readonly breaks: string;
  /** The requirements that are not met, of the level of that one at least; none for a server that survives. */
  readonly killers: readonly string[];
  readonly durationMs: number;
}

/** How the kit judged a right server. */
export interface RightTrial {
  readonly kind: 'right';
  readonly api: ApiId;
  readonly name: string;
  /** What the kit says against it that is not true. */
  readonly alarms: readonly string[];
  readonly durationMs: number;
}

/** How the kit judged one server of the family. */
export type Trial = BrokenTrial | RightTrial;

/**
 * Tries a broken server: on the requirement that it breaks, and on all where that one sees nothing.
 *
 * @param isWhole - whether to try it on all requirements at once, to see each that notices.
 */
export async function tryBroken(
  subject: Subject,
  fault: Broken,
  { isWhole = false, depth }: { readonly isWhole?: boolean | undefined; readonly depth?: Depth | undefined } = {},
): Promise<BrokenTrial> {
  const began = performance.now();
  const { api } = subject.face;
  const { name, breaks } = fault;
  const one = isWhole ? [] : killersOf(subject.face, breaks, await judgeOn(subject, fault, depth));
  const killers = one.length > 0 ? one : killersOf(subject.face, breaks, await judgeAll(subject, fault, { depth }));
  return { kind: 'broken', api, name, breaks, killers, durationMs: performance.now() - began };
}

/** Judges a broken server on the requirement that it breaks, and gives that one something to look at. */
export function judgeOn(subject: Subject, { shownBy, ...fault }: Broken, depth?: Depth): Promise<Verdict> {
  const { breaks } = fault;
  const isRule = requirementsOf(subject.face.api).some(({ id, rule }) => id === breaks && rule);
  return judgeAll(subject, fault, { depth, only: [breaks, ...(shownBy ?? (isRule ? SEEN_BY_RULES : ['REPEAT-01']))] });
}

function judgeAll({ face, right }: Subject, fault: Broken, trying: Trying): Promise<Verdict> {
  return 'wrap' in fault
    ? judgeInFull(face, fault.wrap(right), trying)
    : judgeInFull(face, right, { ...trying, manners: fault });
}

/** Requirements whose requests give the rules something to look at: lists, windows, refusals of every kind. */
const SEEN_BY_RULES = [
  'WINDOW-03',
  'WINDOW-09',
  'AUTH-01',
  'AUTH-02',
  'ISOLATION-01',
  'ISOLATION-04',
  'ROBUST-03',
  'REQUEST-09',
  'REQUEST-03',
  'ROBUST-41',
];

/** Tries a right server on some requirements, or on all. */
export async function tryRight(
  { face, right }: Subject,
  variant: Conforming,
  trying: Omit<Trying, 'manners'> = {},
): Promise<RightTrial> {
  const began = performance.now();
  const { name, warns = [], wrap, manners } = variant;
  const { results, incomplete } = await judgeAtFirstRun(face, wrap(right), { ...trying, ...(manners && { manners }) });
  const mayWarn = [...warns, ...(face.warns ?? [])];
  const alarms = results.filter((result) => result.outcome === 'not met' && !mayWarn.includes(result.id)).map(toAlarm);
  const all = incomplete === undefined ? alarms : [...alarms, `incomplete: ${incomplete}`];
  return { kind: 'right', api: face.api, name, alarms: all, durationMs: performance.now() - began };
}

function toAlarm({ id, title, expected, received }: RequirementResult): string {
  return `${id} ${title}: expected ${expected}; received ${received}`;
}

function killersOf({ api, warns = [] }: Face, breaks: string, { results }: Verdict): string[] {
  const isEnough = isMust(api, breaks)
    ? ({ level }: RequirementResult) => level === 'MUST'
    : // what the right server does not meet either says nothing of the fault
      ({ id }: RequirementResult) => id === breaks || !warns.includes(id);
  const killers = results.filter((result) => result.outcome === 'not met' && isEnough(result)).map(({ id }) => id);
  // the one that the server is made for stands first
  return killers.includes(breaks) ? [breaks, ...killers.filter((id) => id !== breaks)] : killers;
}

function isMust(api: ApiId, id: string): boolean {
  return requirementsOf(api).find((requirement) => requirement.id === id)?.level === 'MUST';
}
