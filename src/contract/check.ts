import { RUNS_AT } from './asking/depth.ts';
import { speaksTls } from './asking/other-scheme.ts';
import { isPublicKey } from './asking/redaction.ts';
import type { Requirement } from './asking/requirement.ts';
import type { RunContext } from './asking/run-context.ts';
import {
  ContractAborted,
  ContractFailure,
  type Diagnosis,
  Follows,
  Inconclusive,
  MissingInput,
  type WindowEvidence,
} from './outcome/failure.ts';
import type { RequirementResult } from './outcome/result.ts';
import { diagnoseBreakdown } from './reading/breakdown.ts';
import { adviseUnreachable } from './reading/unreachable.ts';
import { toCurl } from './wire/curl.ts';
import { cut } from './wire/cut.ts';
import { describeEnd, type Exchange, isRedirect } from './wire/exchange.ts';
import { quote } from './wire/shell.ts';

/** What the documented request gave at the start: how many events, or whether another API answered. */
export interface Reached {
  readonly events?: number;
  /** How the request ended, where it gave no list. */
  readonly end?: string;
  /** True when even the valid key, or the project that exists, was refused: what else is refused tells nothing then. */
  readonly isRefused?: boolean;
  readonly isOtherApi?: boolean;
  /** True when there is nothing at the path, so that not even refusals can be looked at. */
  readonly isElsewhere?: boolean;
  /** True when the API that was asked for is not at the URL at all, so that another may be, or this one elsewhere. */
  readonly isAbsent?: boolean;
  /** Why nothing can be judged, as what answers is no API at all. */
  readonly noApi?: string | undefined;
}

/** Asks for the first user's events; aborts when nobody answers at all. */
export async function reach(context: RunContext, redact: (text: string) => string): Promise<Reached> {
  const exchange = await context.baseline.askFirst().catch((error: unknown) => {
    if (error instanceof Inconclusive) return undefined;
    if (error instanceof ContractAborted) throw error;
    return { end: toBugReport(error) };
  });
  if (!exchange) return {};
  if (!('request' in exchange)) return exchange;
  if (exchange.fault?.kind === 'unreachable') {
    throw new ContractAborted(
      redact(
        `Failed to reach ${context.settings.baseUrl}: ${exchange.fault.message}. ${adviseUnreachable(exchange.fault.code)}`,
      ),
    );
  }
  if (exchange.fault?.kind === 'too-large') return { noApi: tooLarge(context) };
  if (exchange.fault && (await speaksTls(context.settings))) {
    throw new ContractAborted(redact(`Failed to reach ${context.settings.baseUrl}: ${adviseUnreachable('TLS')}`));
  }
  if (exchange.fault) return { end: describeEnd(exchange) };
  const { exchanges, lists } = context;
  const { status = 0 } = exchange.reply ?? {};
  const items = await context.baseline.all().catch(leaveInconclusive);
  if (items) return { events: items.length };
  const found = lists.probe.findMisunderstanding(exchange, exchanges.bodyOf(exchange));
  return {
    end: describeEnd(exchange),
    isRefused: status >= 400 && status < 500,
    isOtherApi: found?.isOtherApi ?? false,
    isAbsent:
      [404, 405].includes(status) || (found?.isOtherApi ?? false) || (status === 200 && found?.isNoApi === true),
    isElsewhere: status === 404 || isRedirect(exchange),
    ...(found?.isNoApi && (await isSameElsewhere(context, found.sentence)) && { noApi: found.sentence }),
  };
}

function tooLarge({ lists }: RunContext): string {
  return `The list of "${lists.user}" does not end, or holds more than --max-reply allows: pass a --user with fewer ${lists.probe.noun}, or a larger --max-reply.`;
}

/** Whether a path that no API has is answered in the same way, without a key. */
async function isSameElsewhere({ exchanges, lists }: RunContext, sentence: string): Promise<boolean> {
  const exchange = await lists.ask({ beside: (path) => `${path}-x`, credential: null, isOdd: true });
  const there = lists.probe.findMisunderstanding(exchange, exchanges.bodyOf(exchange));
  return there?.isNoApi === true && withoutTarget(there.sentence) === withoutTarget(sentence);
}

/** Redirects go to a page of their own for each path. */
function withoutTarget(sentence: string): string {
  return sentence.split('redirects to ')[0] ?? '';
}

function leaveInconclusive(error: unknown): undefined {
  if (!(error instanceof Inconclusive)) throw error;
}

/** How a requirement came out, and how it is told at the end of the run, when the cause may be known. */
export interface Checked {
  readonly result: RequirementResult;
  conclude(): RequirementResult;
  /** Whether the kit itself is why it cannot be told. */
  readonly isBug: boolean;
  /** Whether it cannot be told for want of an option, or of data of the user. */
  readonly isUnasked: boolean;
}

/** What went wrong in the kit, where nobody foresaw it: it costs the one requirement, and the rest of the run goes on. */
function toBugReport(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `a bug in openreplay-kit, please report it: ${cut(message, LONGEST_BUG)}`;
}

const LONGEST_BUG = 500;

/** A diagnosis that cannot be made leaves a failure without one. */
function orNone(diagnose: () => string | undefined): string | undefined {
  try {
    return diagnose();
  } catch {
    return undefined;
  }
}

/** Checks one requirement. */
export async function checkRequirement(
  row: Requirement,
  context: RunContext,
  found: Reached,
  redact: (text: string) => string,
): Promise<Checked> {
  const began = performance.now();
  context.seen.begin(row.id);
  const { diagnose, isBug = false, isUnasked = false, exchange: _, ...end } = await outcomeOf(row, context, found);
  if (end.outcome === 'not met') context.seen.breaks(row.id);
  const durationMs = performance.now() - began;
  const { id, level, title, source } = row;
  const tell = (isFinal: boolean): RequirementResult => {
    const diagnosis = orNone(() => diagnose?.(isFinal));
    return { id, level, title, source, ...mapTexts({ ...end, ...(diagnosis && { diagnosis }) }, redact), durationMs };
  };
  return { result: tell(false), conclude: () => tell(true), isBug, isUnasked };
}

function unreadable({ isOtherApi, end, noApi }: Reached, { exchanges: { stopped } }: RunContext): string {
  if (noApi !== undefined) return noApi;
  if (end === undefined && stopped !== undefined) return stopped;
  return isOtherApi
    ? 'the server speaks another version of the API (REQUEST-01)'
    : 'the documented request is not answered with a list of events (REQUEST-01)';
}

function canBeTold(row: Requirement, { events, isOtherApi, isElsewhere, noApi }: Reached): boolean {
  if (noApi !== undefined) return false;
  if (events !== undefined || row.isFirstContact) return true;
  if (row.standsAlone) return !isElsewhere;
  return row.check === undefined && !(isOtherApi && row.operation);
}

type Told = Omit<RequirementResult, 'id' | 'level' | 'title' | 'source' | 'durationMs' | 'isKnown'>;
type End = Omit<Told, 'diagnosis'> & {
  readonly diagnose?: Diagnosis;
  readonly isBug?: boolean;
  readonly isUnasked?: boolean;
  /** What showed that the requirement is not met. */
  readonly exchange?: Exchange | undefined;
};

async function outcomeOf(row: Requirement, context: RunContext, found: Reached): Promise<End> {
  if (!canBeTold(row, found)) return { outcome: 'skipped', reason: unreadable(found, context) };
  const first = await attempt(row, context);
  if (first.outcome === 'skipped' && !first.isBug && found.events === undefined)
    return { ...first, reason: unreadable(found, context) };
  const isEmpty = first.outcome === 'met' ? whyEmpty(row, context, found) : undefined;
  if (isEmpty !== undefined) return { outcome: 'skipped', reason: isEmpty, isUnasked: true };
  if (first.outcome !== 'not met' || !row.check || !context.baseline.wasUsed) return first;
  if (!(await context.baseline.hasMoved(first.exchange))) return first;
  const second = await attempt(row, context);
  if (second.outcome !== 'not met' || !(await context.baseline.hasMoved(second.exchange))) return second;
  return { outcome: 'skipped', reason: "the user's data moved while it was read; pass a --user whose data rests" };
}

/** Says why a check that found nothing wrong had nothing to look at. */
function whyEmpty(row: Requirement, { baseline }: RunContext, found: Reached): string | undefined {
  if (found.isRefused && row.standsAlone) return 'the documented request is refused too (REQUEST-01)';
  const isCompared = baseline.wasUsed || row.comparesAnswers;
  return found.events === 0 && isCompared ? 'the user has no events; pass a --user who has some' : undefined;
}

async function attempt(row: Requirement, context: RunContext): Promise<End> {
  context.baseline.wasUsed = false;
  try {
    if (row.check) await row.check(context);
    else context.exchanges.inspector.assert(row);
    return { outcome: 'met' };
  } catch (error) {
    if (error instanceof Follows) return following(error);
    if (error instanceof Inconclusive)
      return { outcome: 'skipped', reason: error.message, isUnasked: error instanceof MissingInput };
    if (error instanceof ContractAborted) throw error;
    if (!(error instanceof ContractFailure)) return { outcome: 'skipped', reason: toBugReport(error), isBug: true };
    const cause =
      context.seen.brokenOf(row.follows) ??
      row.follows?.find((id) => context.exchanges.inspector.isBroken(id)) ??
      toldBy(error, row, context);
    if (cause !== undefined) return following(new Follows(cause));
    const { exchange, expected, received, window, diagnosis } = error.details;
    return {
      outcome: 'not met',
      expected,
      received,
      diagnose: toDiagnosis(diagnosis, row, exchange, context),
      ...(exchange && { exchange, curl: toRepeat(exchange, context) }),
      ...(row.isSequence && { command: toCommand(row, context) }),
      ...(window && { window }),
    };
  }
}

/** The other requirement that tells what is wrong with an answer as such. */
function toldBy({ details: { exchange } }: ContractFailure, row: Requirement, context: RunContext): string | undefined {
  if (!exchange) return undefined;
  const { exchanges, lists } = context;
  const told = lists.probe.findMisunderstanding(exchange, exchanges.bodyOf(exchange))?.row;
  return told !== undefined && told !== row.id && exchanges.inspector.isBroken(told) ? told : undefined;
}

function following({ message, requirement }: Follows): End {
  return { outcome: 'skipped', reason: message, follows: requirement };
}

/** What went wrong with the exchange as such comes first, then what the check knows to look for. */
function toDiagnosis(
  given: string | Diagnosis | undefined,
  { comparesAnswers }: Requirement,
  exchange: Exchange | undefined,
  { exchanges }: RunContext,
): Diagnosis {
  const breakdown = exchange && diagnoseBreakdown(exchange);
  // without a reply there is nothing that a check could have compared
  if (typeof given === 'string') return () => (exchange?.fault ? breakdown : given);
  const isStale = exchange && comparesAnswers && exchanges.inspector.isAnswerToAnother(exchange);
  const found = breakdown ?? (isStale ? STALE : undefined);
  return (isFinal) => found ?? given?.(isFinal);
}

const STALE =
  'An answer belongs to an earlier, different request: a cache or shared state leaves out part of the request.';

function toRepeat({ request }: Exchange, { redactor, settings }: RunContext): string {
  return toCurl(request, { split: redactor.split, isKeyShown: isPublicKey(settings.key) });
}

/** Gives the command that goes through the same requests again. */
function toCommand({ id }: Requirement, { settings, seed }: RunContext): string {
  const users = settings.userIds.map((user) => ` --user ${quote(user)}`).join('');
  const depth = settings.depth === 'normal' ? '' : ` --depth ${settings.depth}`;
  const runs = settings.runs === RUNS_AT[settings.depth] ? '' : ` --runs ${settings.runs}`;
  const window = settings.window === undefined ? '' : ` --window ${settings.window}`;
  const { baseUrl, projectKey } = settings;
  return `openreplay-kit verify ${quote(baseUrl)} --project ${quote(projectKey)}${users}${window} --only ${id} --seed ${seed}${depth}${runs}`;
}

/** What a person reads of one text; a server may send any amount. */
const LONGEST_TEXT = 2_000;
/** How much of a text secrets are looked for in: what is read, and what was kept behind each cut in it. */
const LONGEST_READ = 16_000;

/** Secrets are hidden in a line to paste when it is written; a diagnosis may name where a server redirects to. */
function mapTexts({ outcome, window, curl, diagnosis, ...texts }: Told, map: (text: string) => string): Told {
  const mapped = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, shorten(map(shorten(text, LONGEST_READ)))]),
  );
  return {
    outcome,
    ...mapped,
    ...(diagnosis && { diagnosis: map(diagnosis) }),
    ...(curl && { curl }),
    ...(window && { window: mapWindow(window, map) }),
  };
}

function mapWindow(window: WindowEvidence, map: (text: string) => string): WindowEvidence {
  const events = window.events.map(({ type, path, ...event }) => ({
    ...event,
    type: shorten(map(cut(type, LONGEST_TYPE)), LONGEST_TYPE),
    ...(path !== undefined && { path: shorten(map(cut(path, LONGEST_PATH)), LONGEST_PATH) }),
  }));
  return { ...window, events };
}

const LONGEST_TYPE = 40;
const LONGEST_PATH = 120;

function shorten(text: string, longest = LONGEST_TEXT): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
