import { once } from '../../asking/once.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { describeEnd, type Exchange } from '../../wire/exchange.ts';
import { eventsAsk } from './asks.ts';
import type { Summary } from './summaries.ts';

/** How many sessions are read. */
const MOST_READ = 16;

/** The events of a session, with its entry in the list. */
export interface Read {
  readonly session: Summary;
  readonly exchange: Exchange;
  readonly events: readonly Fields[];
}

/** Reads the events of some sessions of the first user. */
export const readSome = once(async (context) => {
  const all = (await context.baseline.history()).map(({ value }) => value as Summary);
  return sideBySide(chooseSessions(all), (session) => readEvents(context, session));
});

/** Picks the busiest session of each kind, the busiest of all, and others from the first to the last. */
function chooseSessions(all: readonly Summary[]): Summary[] {
  const byEvents = byEventsOf(all);
  const kinds = byEvents.map(({ duration, userBrowser, eventsCount, sessionId }) =>
    [duration === null, userBrowser === null, eventsCount === 0, String(sessionId).length].join(),
  );
  const ofEachKind = byEvents.filter((_, index) => kinds.indexOf(kinds[index] ?? '') === index);
  const step = Math.ceil(all.length / (MOST_READ / 2));
  const spread = all.filter((_, index) => index % step === 0);
  const chosen = new Set([...ofEachKind.slice(0, MOST_READ / 2), ...byEvents.slice(0, MOST_READ / 4), ...spread]);
  return [...chosen].slice(0, MOST_READ);
}

/** Sorts sessions by their number of events, the busiest first. */
export function byEventsOf(sessions: readonly Summary[]): Summary[] {
  return [...sessions].sort((a, b) => Number(b.eventsCount) - Number(a.eventsCount));
}

/** Reads the events of a session; anything else fails the check. */
export async function readEvents(context: RunContext, session: Summary): Promise<Read> {
  const exchange = await askFor(context, String(session.sessionId));
  const events = eventsOf(context, exchange);
  if (events) return { session, exchange, events };
  throw new ContractFailure({
    expected: `status 200 with {"data": [...]} of events for session ${session.sessionId}`,
    received: describeEnd(exchange),
    exchange,
  });
}

/** Requests the events of a session. */
export function askFor(context: RunContext, sessionId: string): Promise<Exchange> {
  return context.exchanges.ask(eventsAsk(context, sessionId));
}

/** The events of a 200; undefined for anything else. */
export function eventsOf({ exchanges }: RunContext, exchange: Exchange): readonly Fields[] | undefined {
  const data = (exchanges.bodyOf(exchange) as { data?: unknown } | null | undefined)?.data;
  const isList = Array.isArray(data) && data.every((event) => event !== null && typeof event === 'object');
  return exchange.reply?.status === 200 && isList ? data : undefined;
}
