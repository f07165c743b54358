import { once } from '../../asking/once.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { describeEnd, type Exchange } from '../../wire/exchange.ts';
import { FIRST_DATE, LAST_DATE } from './body.ts';
import { eventsAsk } from './siblings.ts';
import { escapeHtml } from './user.ts';
import { dataOf, type Visit } from './visits.ts';

/** How many sessions are read: the newest, the oldest, those with the most events, and some in between. */
const [NEWEST, OLDEST, BUSIEST, BETWEEN] = [10, 8, 4, 6];
/** The most events that one request returns. */
export const MOST_EVENTS = 200;

/** Requests the user of each event in addition to its five fields. */
export const WITH_USERS: Fields = { columns: ['$user_id'] };

/** The events of a session in one reply. */
export interface SessionEvents {
  readonly visit: Visit;
  readonly exchange: Exchange;
  readonly total: unknown;
  readonly events: readonly Fields[];
}

/** Reads the events of some sessions of the first user, each with its user. */
export const readSome = once(async (context: RunContext): Promise<readonly SessionEvents[]> => {
  const all = (await context.baseline.history()).map(({ value }) => value as Visit);
  const picked = pickSome(all);
  // a request that names columns must not get the cached answer to one without columns
  await sideBySide(picked.slice(0, 2), (visit) => readEvents(context, visit));
  return sideBySide(picked, (visit) => readEvents(context, visit, WITH_USERS));
});

/** The newest sessions show how a server records today, the oldest whether it has forgotten any. */
function pickSome(all: readonly Visit[]): Visit[] {
  const busiest = [...all].sort((a, b) => b.eventsCount - a.eventsCount).slice(0, BUSIEST);
  const step = Math.ceil(all.length / BETWEEN);
  const between = all.filter((_, at) => at % step === 0);
  return [...new Set([...all.slice(0, NEWEST), ...all.slice(-OLDEST), ...busiest, ...between])];
}

/** Reads the events of a session; anything but a list fails the check. */
export async function readEvents(context: RunContext, visit: Visit, more: Fields = {}): Promise<SessionEvents> {
  const body = { startTimestamp: FIRST_DATE, endTimestamp: LAST_DATE, limit: MOST_EVENTS, page: 1, ...more };
  const exchange = await context.exchanges.ask(eventsAsk(context, String(visit.sessionId), JSON.stringify(body)));
  const { total, events } = dataOf(context.exchanges.bodyOf(exchange)) ?? {};
  const isList = Array.isArray(events) && events.every((event) => event !== null && typeof event === 'object');
  if (exchange.reply?.status === 200 && isList) return { visit, exchange, total, events };
  throw new ContractFailure({
    expected: `status 200 with {"data": {"total", "events": [...]}} for session ${visit.sessionId}`,
    received: describeEnd(exchange),
    exchange,
  });
}

/** The events of the first user, and those of other or unknown users. */
export function partByUser(
  { events, exchange }: SessionEvents,
  { lists }: RunContext,
): { readonly own: readonly Fields[]; readonly foreign: readonly Fields[] } {
  const lacking = events.find(({ $user_id }) => typeof $user_id !== 'string');
  if (lacking) {
    throw new ContractFailure({
      expected: 'the $user_id in each event, as "columns" names it',
      received: JSON.stringify(lacking),
      exchange,
    });
  }
  // texts of events are escaped for HTML
  const user = escapeHtml(lists.user);
  const isOwn = ({ $user_id }: Fields) => $user_id === user;
  return { own: events.filter(isOwn), foreign: events.filter((event) => !isOwn(event)) };
}

/** A session without events for so long is over. */
const IDLE_MS = 900_000;

/** Those of the sessions that were over when they were read, or all of them if none was. */
export function preferFinished(reads: readonly SessionEvents[]): readonly SessionEvents[] {
  const finished = reads.filter(({ visit, exchange }) => visit.endTs < (exchange.time?.startedAt ?? 0) - IDLE_MS);
  return finished.length > 0 ? finished : reads;
}
