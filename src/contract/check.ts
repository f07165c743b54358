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

/** The result of the documented request at the start: the number of events, or that another API answered. */
export interface Reached {
  readonly events?: number;
  /** How the request ended, if it returned no list. */
  readonly end?: string;
  /** True if even the valid key or the existing project was refused: then other refusals say nothing. */
  readonly isRefused?: boolean;
  readonly isOtherApi?: boolean;
  /** True if nothing is found at the path, so that not even refusals can be judged. */
  readonly isElsewhere?: boolean;
  /** True if the requested API is not at the URL: another API may be there, or this one somewhere else. */
  readonly isAbsent?: boolean;
  /** Why nothing can be judged, if the answer does not come from an API. */
  readonly noApi?: string | undefined;
}

/** Requests the first user's events; aborts if the server cannot be reached. */
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
  // a long list is no fault of the server, unlike a body of anything else that does not end
  if (exchange.fault?.isJson) return { noApi: tooLarge(context) };
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

/** Whether a path that no API has gets the same answer, without a key. */
async function isSameElsewhere({ exchanges, lists }: RunContext, sentence: string): Promise<boolean> {
  const exchange = await lists.ask({ beside: (path) => `${path}-x`, credential: null, isOdd: true });
  const there = lists.probe.findMisunderstanding(exchange, exchanges.bodyOf(exchange));
  return there?.isNoApi === true && withoutTarget(there.sentence) === withoutTarget(sentence);
}

/** Redirects may lead to a different page for each path. */
function withoutTarget(sentence: string): string {
  return sentence.split('redirects to ')[0] ?? '';
}

function leaveInconclusive(error: unknown): undefined {
  if (!(error instanceof Inconclusive)) throw error;
}

/** The result of a requirement, now and at the end of the run, when its cause may be known. */
export interface Checked {
  readonly result: RequirementResult;
  conclude(): RequirementResult;
  /** Whether a bug in the kit is the reason for the missing verdict. */
  readonly isBug: boolean;
  /** Whether an option, or data of the user, is missing for a verdict. */
  readonly isUnasked: boolean;
}

/** Reports an unexpected error in the kit: only this requirement is lost, and the run continues. */
function toBugReport(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `a bug in openreplay-kit, please report it: ${cut(message, LONGEST_BUG)}`;
}

const LONGEST_BUG = 500;

/** If a diagnosis throws, the failure has none. */
function orNone(diagnose: () => string | undefined): string | undefined {
  try {
    return diagnose();
  } catch {
    return undefined;
  }
}

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
  const toResult = (isFinal: boolean): RequirementResult => {
    const diagnosis = orNone(() => diagnose?.(isFinal));
    return { id, level, title, source, ...mapTexts({ ...end, ...(diagnosis && { diagnosis }) }, redact), durationMs };
  };
  return { result: toResult(false), conclude: () => toResult(true), isBug, isUnasked };
}

function unreadable({ isOtherApi, end, noApi }: Reached, { exchanges: { stopped } }: RunContext): string {
  if (noApi !== undefined) return noApi;
  if (end === undefined && stopped !== undefined) return stopped;
  return isOtherApi
    ? 'REQUEST-01 is not met: the server speaks another version of the API'
    : 'REQUEST-01 is not met, so there are no events to compare';
}

function canBeJudged(row: Requirement, { events, isOtherApi, isElsewhere, noApi }: Reached): boolean {
  if (noApi !== undefined) return false;
  if (events !== undefined || row.isFirstContact) return true;
  if (row.standsAlone) return !isElsewhere;
  return row.check === undefined && !(isOtherApi && row.operation);
}

type Verdict = Omit<RequirementResult, 'id' | 'level' | 'title' | 'source' | 'durationMs' | 'isKnown'>;
type End = Omit<Verdict, 'diagnosis'> & {
  readonly diagnose?: Diagnosis;
  readonly isBug?: boolean;
  readonly isUnasked?: boolean;
  /** What showed that the requirement is not met. */
  readonly exchange?: Exchange | undefined;
};

async function outcomeOf(row: Requirement, context: RunContext, found: Reached): Promise<End> {
  if (!canBeJudged(row, found)) return { outcome: 'skipped', reason: unreadable(found, context) };
  const first = await attempt(row, context);
  if (first.outcome === 'skipped' && !first.isBug && found.events === undefined)
    return { ...first, reason: unreadable(found, context) };
  const isEmpty = first.outcome === 'met' ? whyEmpty(row, context, found) : undefined;
  if (isEmpty !== undefined) return { outcome: 'skipped', reason: isEmpty, isUnasked: true };
  if (first.outcome !== 'not met' || !row.check || !context.baseline.wasUsed) return first;
  if (!(await context.baseline.hasMoved(first.exchange))) return first;
  const second = await attempt(row, context);
  if (second.outcome !== 'not met' || !(await context.baseline.hasMoved(second.exchange))) return second;
  return {
    outcome: 'skipped',
    reason: "the user's data changed while it was read; pass a --user whose data does not change",
  };
}

/** Explains why a passing check had nothing to check. */
function whyEmpty(row: Requirement, { baseline }: RunContext, found: Reached): string | undefined {
  if (found.isRefused && row.standsAlone) return 'REQUEST-01 is not met, and everything is refused';
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
      reportedBy(error, row, context);
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

/** The other requirement that already reports what is wrong with an answer. */
function reportedBy(
  { details: { exchange } }: ContractFailure,
  row: Requirement,
  context: RunContext,
): string | undefined {
  if (!exchange) return undefined;
  const { exchanges, lists } = context;
  const other = lists.probe.findMisunderstanding(exchange, exchanges.bodyOf(exchange))?.row;
  return other !== undefined && other !== row.id && exchanges.inspector.isBroken(other) ? other : undefined;
}

function following({ message, requirement }: Follows): End {
  return { outcome: 'skipped', reason: message, follows: requirement };
}

/** A problem with the exchange itself comes first, then what the check itself diagnoses. */
function toDiagnosis(
  given: string | Diagnosis | undefined,
  { comparesAnswers }: Requirement,
  exchange: Exchange | undefined,
  { exchanges }: RunContext,
): Diagnosis {
  const breakdown = exchange && diagnoseBreakdown(exchange);
  // without a reply, the check had nothing to compare
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

/** Returns the command that repeats the same requests. */
function toCommand({ id }: Requirement, { settings, seed }: RunContext): string {
  const users = settings.userIds.map((user) => ` --user ${quote(user)}`).join('');
  const depth = settings.depth === 'normal' ? '' : ` --depth ${settings.depth}`;
  const runs = settings.runs === RUNS_AT[settings.depth] ? '' : ` --runs ${settings.runs}`;
  const window = settings.window === undefined ? '' : ` --window ${settings.window}`;
  const { baseUrl, projectKey } = settings;
  return `openreplay-kit verify ${quote(baseUrl)} --project ${quote(projectKey)}${users}${window} --only ${id} --seed ${seed}${depth}${runs}`;
}

/** The readable length of one text; a server may send any amount. */
const LONGEST_TEXT = 2_000;
/** How much of a text is searched for secrets: the readable part, and what is kept beyond each cut. */
const LONGEST_READ = 16_000;

/** The command masks secrets itself; a diagnosis may contain a URL of the server. */
function mapTexts({ outcome, window, curl, diagnosis, ...texts }: Verdict, map: (text: string) => string): Verdict {
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
