import { getUserSessions } from '../../../api/documented/operations.ts';
import type { Breach, Rule } from '../../asking/inspector.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import type { Item } from '../../reading/item.ts';
import { orderOfSessions } from '../../reading/session-order.ts';
import { isSameButForTies, isSameOrder } from '../../reading/ties.ts';
import { asksForWindow, startsOfSessions } from '../../reading/window.ts';
import type { WireEvent } from './events.ts';

type Event = Item<WireEvent>;

/** The order of events. The rules check every list of the run. */
export const orderRequirements: readonly Requirement[] = [
  {
    id: 'ORDER-01',
    depth: 'quick',
    level: 'MUST',
    title: 'no event appears twice in a list',
    source: 'observed: v1 (session and message ID are the key of an event)',
    needs: 'an event; pass a --user who has some',
    operation: getUserSessions,
    rule: onLists((events) => {
      const seen = new Set<string>();
      const twice = events.find((event) => seen.size === seen.add(event.key).size);
      return twice
        ? { expected: 'each event once', received: `message ${twice.value.messageId} of session ${twice.group} twice` }
        : 'met';
    }),
  },
  {
    id: 'ORDER-02',
    depth: 'quick',
    level: 'MUST',
    title: 'within a session messageId increases with time',
    source: 'documented: Example Response; observed: v1 (sorted by message ID)',
    needs: 'two events of one session at different times; pass a --user who has a session with more than one',
    operation: getUserSessions,
    rule: onLists((events) => {
      const sessions = new Map<Event['group'], Event[]>();
      for (const event of events) {
        const session = sessions.get(event.group);
        if (session) session.push(event);
        else sessions.set(event.group, [event]);
      }
      let isMet = false;
      for (const session of sessions.values()) {
        const wrong = findFallingId(session);
        if (wrong) return { ...wrong, diagnosis: orderOf(events) };
        isMet ||= new Set(session.map(({ time }) => time)).size > 1;
      }
      return isMet ? 'met' : undefined;
    }),
  },
  {
    id: 'ORDER-03',
    depth: 'quick',
    level: 'MUST',
    title: 'within a session time does not go backwards',
    source: 'documented: Example Response',
    needs: 'two events of one session; pass a --user who has a session with more than one',
    operation: getUserSessions,
    rule: onNeighbours((before, event) =>
      event.time < before.time
        ? {
            expected: `a time from ${before.time} on in session ${event.group}`,
            received: `${event.time}`,
          }
        : undefined,
    ),
  },
  {
    id: 'ORDER-04',
    depth: 'quick',
    level: 'MUST',
    title: 'events come in ascending time, or session by session, the oldest or the newest first',
    source: 'documented: Example Response',
    needs: 'two events; pass a --user who has more than one',
    operation: getUserSessions,
    rule: onWholeLists((events) => {
      if (isAscending(events) || orderOfSessions(events)) return 'met';
      const back = events.find((event, index) => event.time < (events[index - 1]?.time ?? event.time));
      return {
        expected: 'ascending time, or session by session',
        received: `time going back to ${back?.time} at message ${back?.value.messageId} of session ${back?.group}`,
        diagnosis: orderOf(events),
      };
    }),
  },
  {
    id: 'ORDER-05',
    depth: 'quick',
    level: 'SHOULD',
    title: 'session IDs increase with the start of the session',
    source: 'observed: v1 (IDs are made from the time)',
    check: async (context) => {
      let hasSeveral = false;
      for (const user of context.settings.userIds) {
        const starts = [...startsOfSessions(await context.baseline.all(user))].sort((a, b) => a[1] - b[1]);
        hasSeveral ||= starts.length > 1;
        const ids = starts.map(([id]) => Number(id));
        const back = ids.findIndex((id, index) => id < (ids[index - 1] ?? id));
        if (back < 0) continue;
        throw new ContractFailure({
          expected: `a session ID above ${ids[back - 1]} for the session that started next`,
          received: `${ids[back]}`,
          exchange: await context.lists.ask({ user }),
        });
      }
      if (!hasSeveral) throw new MissingInput('no user has more than one session; pass a --user with two or more');
    },
  },
  {
    id: 'ORDER-06',
    level: 'SHOULD',
    title: 'events come in the same order at each read, even those of the same instant',
    source: 'assumed: clients compare lists',
    comparesAnswers: true,
    check: async (context) => {
      const [first, ...others] = await context.baseline.readInARow();
      const before = first?.items ?? [];
      for (const { items, exchange } of others) {
        // REPEAT-01 reports any difference other than the order of ties
        if (isSameOrder(before, items) || !isSameButForTies(before, items)) continue;
        const at = before.findIndex(({ key }, index) => key !== items[index]?.key);
        throw new ContractFailure({
          expected: `${before[at]?.name} first among the events at ${before[at]?.time}, as before`,
          received: `${items[at]?.name} first`,
          exchange,
          diagnosis: 'Events of the same instant change their order from one read to the next.',
        });
      }
    },
  },
  {
    id: 'ORDER-07',
    level: 'SHOULD',
    title: 'sessions come oldest first',
    source: 'documented: Example Response (events ascend in time)',
    needs: 'two sessions; pass a --user who has more than one',
    operation: getUserSessions,
    rule: onWholeLists((events) => {
      if (new Set(events.map(({ group }) => group)).size < 2) return undefined;
      // ORDER-04 reports a list without any order
      if (isAscending(events) || orderOfSessions(events) !== 'newest first') return 'met';
      return {
        expected: 'the oldest session first',
        received: `the newest first, with its first event at ${events[0]?.time}`,
        diagnosis: 'Sessions come newest first, and inside each of them events ascend in time.',
      };
    }),
  },
];

function onLists(rule: (events: readonly Event[], url: string) => ReturnType<Rule>): Rule {
  return ({ exchange, items }) =>
    exchange.reply?.status === 200 && items && items.length > 0
      ? // the probe of this API has read them as events
        rule(items as readonly Event[], exchange.request.url)
      : undefined;
}

/**
 * Applies to lists of all events: a window, however its dates are spelled, may cut off the start of a session, which
 * determines its place.
 */
function onWholeLists(rule: (events: readonly Event[]) => ReturnType<Rule>): Rule {
  return onLists((events, url) => (events.length < 2 || asksForWindow(url) ? undefined : rule(events)));
}

/** Finds an event with a lower messageId than an earlier one of its session; ties may be in any order. */
function findFallingId(session: readonly Event[]): Breach | undefined {
  let highest = Number.NEGATIVE_INFINITY;
  let highestOfInstant = Number.NEGATIVE_INFINITY;
  let instant = session[0]?.time;
  for (const { time, value, group } of session) {
    if (time !== instant) {
      highest = Math.max(highest, highestOfInstant);
      instant = time;
    }
    if (value.messageId < highest) {
      return { expected: `a messageId above ${highest} in session ${group}`, received: `${value.messageId}` };
    }
    highestOfInstant = Math.max(highestOfInstant, value.messageId);
  }
  return undefined;
}

/** Compares each event with the previous one of its session. */
function onNeighbours(compare: (before: Event, event: Event) => Breach | undefined): Rule {
  return onLists((events) => {
    const last = new Map<Event['group'], Event>();
    let isMet = false;
    for (const event of events) {
      const before = last.get(event.group);
      const breach = before && compare(before, event);
      if (breach) return { ...breach, diagnosis: orderOf(events) };
      isMet ||= before !== undefined;
      last.set(event.group, event);
    }
    return isMet ? 'met' : undefined;
  });
}

function isAscending(events: readonly Event[]): boolean {
  return events.every((event, index) => event.time >= (events[index - 1]?.time ?? event.time));
}

/** Names the order of a list, if it is a known wrong one. */
function orderOf(events: readonly Event[]): string | undefined {
  const isSorted = (compare: (a: Event, b: Event) => number) =>
    events.every((event, index) => index === 0 || compare(events[index - 1] ?? event, event) <= 0);
  // two events are always in some order
  if (new Set(events.map(({ time }) => time)).size < 3) return undefined;
  if (isSorted((a, b) => b.time - a.time)) return 'Events come newest first.';
  if (isSorted((a, b) => a.value.messageId - b.value.messageId))
    return 'Events are sorted by messageId across sessions.';
  if (isSorted((a, b) => (String(a.value.messageId) < String(b.value.messageId) ? -1 : 1)))
    return 'messageIds are sorted as texts.';
  if (isSorted((a, b) => (a.type < b.type ? -1 : Number(a.type > b.type)))) return 'Events are grouped by type.';
  return undefined;
}
