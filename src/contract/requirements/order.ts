import { getUserSessions } from '../../api/documented/operations.ts';
import type { Breach, Rule } from '../asking/inspector.ts';
import type { Requirement } from '../asking/requirement.ts';
import { ContractFailure, Inconclusive } from '../outcome/failure.ts';
import type { WireEvent } from '../reading/events.ts';
import { keyOf } from '../reading/events.ts';
import { startsOfSessions } from '../reading/window.ts';

/** In what order events come. The rules look at every list of the run. */
export const orderRequirements: readonly Requirement[] = [
  {
    id: 'ORDER-01',
    level: 'MUST',
    title: 'no event comes twice in a list',
    source: 'observed: v1 (session and message ID are the key of an event)',
    needs: 'an event; pass a --user who has some',
    operation: getUserSessions,
    rule: onLists((events) => {
      const seen = new Set<string>();
      const twice = events.find((event) => seen.size === seen.add(keyOf(event)).size);
      return twice
        ? { expected: 'each event once', received: `message ${twice.messageId} of session ${twice.sessionId} twice` }
        : 'met';
    }),
  },
  {
    id: 'ORDER-02',
    level: 'MUST',
    title: 'within a session messageId strictly increases',
    source: 'documented: Example Response; observed: v1 (sorted by message ID)',
    needs: 'two events of one session; pass a --user who has a session with more than one',
    operation: getUserSessions,
    rule: onNeighbours((before, event) =>
      event.messageId < before.messageId
        ? {
            expected: `a messageId above ${before.messageId} in session ${event.sessionId}`,
            received: `${event.messageId}`,
          }
        : undefined,
    ),
  },
  {
    id: 'ORDER-03',
    level: 'MUST',
    title: 'within a session time does not go back',
    source: 'documented: Example Response',
    needs: 'two events of one session; pass a --user who has a session with more than one',
    operation: getUserSessions,
    rule: onNeighbours((before, event) =>
      event.timestamp < before.timestamp
        ? {
            expected: `a time from ${before.timestamp} on in session ${event.sessionId}`,
            received: `${event.timestamp}`,
          }
        : undefined,
    ),
  },
  {
    id: 'ORDER-04',
    level: 'MUST',
    title: 'events come in ascending time, or session by session in the order of their start',
    source: 'documented: Example Response',
    needs: 'two events; pass a --user who has more than one',
    operation: getUserSessions,
    rule: onLists((events, url) => {
      // a window may cut off the start of a session, by which overlapping sessions are ordered; WINDOW-04 sees to its order
      if (events.length < 2 || /(?:start|end)_date/i.test(url)) return undefined;
      const back = events.find((event, index) => event.timestamp < (events[index - 1]?.timestamp ?? 0));
      if (!back || isSessionBySession(events)) return 'met';
      return {
        expected: 'ascending time, or session by session',
        received: `time going back to ${back.timestamp} at message ${back.messageId} of session ${back.sessionId}`,
        diagnosis: orderOf(events),
      };
    }),
  },
  {
    id: 'ORDER-05',
    level: 'SHOULD',
    title: 'session IDs rise with the start of the session',
    source: 'observed: v1 (IDs are made from the time)',
    check: async (context) => {
      const starts = [...startsOfSessions(await context.someEvents())].sort((a, b) => a[1] - b[1]);
      if (starts.length < 2) throw new Inconclusive('the user has one session only; pass a --user with two or more');
      const ids = starts.map(([id]) => Number(id));
      const back = ids.findIndex((id, index) => id < (ids[index - 1] ?? 0));
      if (back < 0) return;
      throw new ContractFailure({
        expected: `a session ID above ${ids[back - 1]} for the session that started next`,
        received: `${ids[back]}`,
        exchange: await context.ask(),
      });
    },
  },
];

function onLists(rule: (events: readonly WireEvent[], url: string) => ReturnType<Rule>): Rule {
  return ({ exchange, events }) =>
    exchange.reply?.status === 200 && events && events.length > 0 ? rule(events, exchange.request.url) : undefined;
}

/** Compares each event with the one before it in its session. */
function onNeighbours(compare: (before: WireEvent, event: WireEvent) => Breach | undefined): Rule {
  return onLists((events) => {
    const last = new Map<WireEvent['sessionId'], WireEvent>();
    let isMet = false;
    for (const event of events) {
      const before = last.get(event.sessionId);
      const breach = before && compare(before, event);
      if (breach) return { ...breach, diagnosis: orderOf(events) };
      isMet ||= before !== undefined;
      last.set(event.sessionId, event);
    }
    return isMet ? 'met' : undefined;
  });
}

function isSessionBySession(events: readonly WireEvent[]): boolean {
  const starts = startsOfSessions(events);
  const order = events.map((event) => event.sessionId).filter((id, index, ids) => id !== ids[index - 1]);
  return (
    order.length === starts.size &&
    order.every((id, index) => index === 0 || (starts.get(id) ?? 0) >= (starts.get(order[index - 1] ?? 0) ?? 0))
  );
}

/** Names an order that a list is in, where it is a known wrong one. */
function orderOf(events: readonly WireEvent[]): string | undefined {
  const isSorted = (compare: (a: WireEvent, b: WireEvent) => number) =>
    events.every((event, index) => index === 0 || compare(events[index - 1] ?? event, event) <= 0);
  // any two events are in some order
  if (new Set(events.map(({ timestamp }) => timestamp)).size < 3) return undefined;
  if (isSorted((a, b) => b.timestamp - a.timestamp)) return 'Events come newest first.';
  if (isSorted((a, b) => a.messageId - b.messageId)) return 'Events are sorted by messageId across sessions.';
  if (isSorted((a, b) => (String(a.messageId) < String(b.messageId) ? -1 : 1)))
    return 'messageIds are sorted as texts.';
  if (isSorted((a, b) => (a.type < b.type ? -1 : Number(a.type > b.type)))) return 'Events are grouped by type.';
  return undefined;
}
