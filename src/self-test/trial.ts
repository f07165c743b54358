import { type ApiId, type Depth, type RequirementResult, requirementsOf } from '../contract/index.ts';
import type { Face } from './face.ts';
import type { Fault, Serve } from './faults/fault.ts';
import type { WireFault } from './faults/wire.ts';
import type { Conforming } from './right/conforming.ts';
import { judgeAtFirstRun, judgeInFull, type Trying, type Verdict } from './verdict.ts';

/** An API, and its correct server, which the others vary. */
export interface Subject {
  readonly face: Face;
  readonly right: Serve;
}

/** A broken server, with a fault either in its answers or in how it handles connections. */
export type Broken = Fault | WireFault;

/** How the kit judged a broken server. */
export interface BrokenTrial {
  readonly kind: 'broken';
  readonly api: ApiId;
  readonly name: string;
  /** The requirement that the server is designed to break. */
  readonly breaks: string;
  /** The requirements that are not met, at that level or above; none for a survivor. */
  readonly killers: readonly string[];
  readonly durationMs: number;
}

/** How the kit judged a correct server. */
export interface RightTrial {
  readonly kind: 'right';
  readonly api: ApiId;
  readonly name: string;
  /** False statements of the kit about it. */
  readonly alarms: readonly string[];
  readonly durationMs: number;
}

/** How the kit judged one server of a family. */
export type Trial = BrokenTrial | RightTrial;

/**
 * Tries a broken server on the requirement that it breaks, and on all others if that one does not detect it.
 *
 * @param isWhole - whether to try all requirements at once, to list all that detect it.
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

/** Judges a broken server on the requirement that it breaks, and sends the requests that this one needs. */
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

/** Requirements whose requests cover what the rules check: lists, windows, refusals of every kind. */
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

/** Tries a correct server on some requirements, or on all. */
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
  // the requirement that the server is designed to break comes first
  return killers.includes(breaks) ? [breaks, ...killers.filter((id) => id !== breaks)] : killers;
}

function isMust(api: ApiId, id: string): boolean {
  return requirementsOf(api).find((requirement) => requirement.id === id)?.level === 'MUST';
}
