import type { RunContext } from './context.ts';
import { ContractAborted, ContractFailure, Inconclusive, type WindowEvidence } from './failure.ts';
import { diagnoseBreakdown } from './reading/breakdown.ts';
import { findMisunderstanding } from './reading/dialect.ts';
import type { Requirement } from './requirement.ts';
import type { RequirementResult } from './result.ts';
import { type Exchange, toCurl } from './wire/exchange.ts';

/** What the documented request gave at the start: how many events, or whether another API answered. */
export interface Reached {
  readonly events?: number;
  readonly isOtherApi?: boolean;
  /** True when there is nothing at the path, so that not even refusals can be looked at. */
  readonly isElsewhere?: boolean;
}

/** Asks for the first user's events; aborts when nobody answers at all. */
export async function reach(context: RunContext): Promise<Reached> {
  const exchange = await context.ask().catch((error: unknown) => {
    if (error instanceof Inconclusive) return undefined;
    throw error;
  });
  if (!exchange) return {};
  if (exchange.fault?.kind === 'unreachable') {
    throw new ContractAborted(
      `Failed to reach ${context.settings.baseUrl}: ${exchange.fault.message}. Is the server running, and is the address right?`,
    );
  }
  if (exchange.fault) return {};
  context.first = context.listOf(exchange);
  const body = context.inspector.bodyOf(exchange);
  return context.baseline().then(
    (events) => ({ events: events.length }),
    () => ({
      isOtherApi: findMisunderstanding(exchange, body)?.isOtherApi ?? false,
      isElsewhere: exchange.reply?.status === 404,
    }),
  );
}

/** Requirements that can be told even when the documented request is not answered as documented. */
const STAND_ALONE = /^(AUTH-0[123]|ISOLATION-04)$/;

/** Checks one requirement. */
export async function checkRequirement(
  row: Requirement,
  context: RunContext,
  found: Reached,
  redact: (text: string) => string,
): Promise<RequirementResult> {
  const began = performance.now();
  const end = await outcomeOf(row, context, found);
  return {
    id: row.id,
    level: row.level,
    title: row.title,
    source: row.source,
    ...mapTexts(end, redact),
    durationMs: performance.now() - began,
  };
}

function unreadable({ isOtherApi }: Reached): string {
  return isOtherApi
    ? 'the server speaks another version of the API (REQUEST-01)'
    : 'the documented request is not answered with a list of events (REQUEST-01)';
}

function canBeTold({ id, check }: Requirement, { events, isOtherApi, isElsewhere }: Reached): boolean {
  if (events !== undefined || id === 'REQUEST-01') return true;
  if (STAND_ALONE.test(id)) return !isElsewhere;
  return check === undefined && !(isOtherApi && /^(REPLY|ORDER)-/.test(id));
}

type End = Pick<RequirementResult, 'outcome' | 'reason' | 'expected' | 'received' | 'diagnosis' | 'curl' | 'window'>;

async function outcomeOf(row: Requirement, context: RunContext, found: Reached): Promise<End> {
  if (!canBeTold(row, found)) return { outcome: 'inconclusive', reason: unreadable(found) };
  const first = await attempt(row, context);
  if (first.outcome === 'inconclusive' && found.events === undefined) return { ...first, reason: unreadable(found) };
  if (first.outcome !== 'not met' || !row.check || !context.usedBaseline) return first;
  if (!(await context.hasMoved())) return first;
  const second = await attempt(row, context);
  if (second.outcome !== 'not met' || !(await context.hasMoved())) return second;
  return { outcome: 'inconclusive', reason: "the user's data moved while it was read; pass a --user whose data rests" };
}

async function attempt(row: Requirement, context: RunContext): Promise<End> {
  context.usedBaseline = false;
  try {
    if (row.check) await row.check(context);
    else context.inspector.assert(row.id);
    return { outcome: 'met' };
  } catch (error) {
    if (error instanceof Inconclusive) return { outcome: 'inconclusive', reason: error.message };
    if (!(error instanceof ContractFailure)) throw error;
    const { exchange, expected, received, window } = error.details;
    const diagnosis = error.details.diagnosis ?? (exchange && diagnose(row, exchange, context));
    return {
      outcome: 'not met',
      expected,
      received,
      ...(diagnosis && { diagnosis }),
      ...(exchange && { curl: toCurl(exchange.request) }),
      ...(window && { window }),
    };
  }
}

function diagnose({ id }: Requirement, exchange: Exchange, { inspector }: RunContext): string | undefined {
  const breakdown = diagnoseBreakdown(exchange);
  if (breakdown || !/^(REPEAT-|AUTH-06$)/.test(id)) return breakdown;
  return inspector.isAnswerToAnother(exchange)
    ? 'An answer is the one to an earlier, different request: a cache or shared state forgets part of the request.'
    : undefined;
}

/** What a person reads of one text; a server may send any amount. */
const LONGEST_TEXT = 2_000;

function mapTexts({ outcome, window, curl, ...texts }: End, map: (text: string) => string): End {
  const mapped = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, shorten(map(text))]));
  return { outcome, ...mapped, ...(curl && { curl: map(curl) }), ...(window && { window: mapWindow(window, map) }) };
}

function mapWindow(window: WindowEvidence, map: (text: string) => string): WindowEvidence {
  const events = window.events.map((event) => ({ ...event, type: shorten(map(event.type), LONGEST_TYPE) }));
  return { ...window, events };
}

const LONGEST_TYPE = 40;

function shorten(text: string, longest = LONGEST_TEXT): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
