import { getUserSessions } from '../../../api/documented/operations.ts';
import type { Breach, Rule } from '../../asking/inspector.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import type { Item } from '../../reading/item.ts';
import { startsOfSessions } from '../../reading/window.ts';
import type { WireEvent } from './events.ts';

type Event = Item<WireEvent>;

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
      const twice = events.find((event) => seen.size === seen.add(event.key).size);
      return twice
        ? { expected: 'each event once', received: `message ${twice.value.messageId} of session ${twice.group} twice` }
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
      event.value.messageId < before.value.messageId
        ? {
            expected: `a messageId above ${before.value.messageId} in session ${event.group}`,
            received: `${event.value.messageId}`,
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
    level: 'MUST',
    title: 'events come in ascending time, or session by session in the order of their start',
    source: 'documented: Example Response',
    needs: 'two events; pass a --user who has more than one',
    operation: getUserSessions,
    rule: onLists((events, url) => {
      // a window may cut off the start of a session, by which overlapping sessions are ordered; WINDOW-04 sees to its order
      if (events.length < 2 || /(?:start|end)_date/i.test(url)) return undefined;
      const back = events.find((event, index) => event.time < (events[index - 1]?.time ?? 0));
      if (!back || isSessionBySession(events)) return 'met';
      return {
        expected: 'ascending time, or session by session',
        received: `time going back to ${back.time} at message ${back.value.messageId} of session ${back.group}`,
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
      const starts = [...startsOfSessions(await context.baseline.some())].sort((a, b) => a[1] - b[1]);
      if (starts.length < 2) throw new MissingInput('the user has one session only; pass a --user with two or more');
      const ids = starts.map(([id]) => Number(id));
      const back = ids.findIndex((id, index) => id < (ids[index - 1] ?? 0));
      if (back < 0) return;
      throw new ContractFailure({
        expected: `a session ID above ${ids[back - 1]} for the session that started next`,
        received: `${ids[back]}`,
        exchange: await context.lists.ask(),
      });
    },
  },
];

function onLists(rule: (events: readonly Event[], url: string) => ReturnType<Rule>): Rule {
  return ({ exchange, items }) =>
    exchange.reply?.status === 200 && items && items.length > 0
      ? // the probe of this API made them of events
        rule(items as readonly Event[], exchange.request.url)
      : undefined;
}

/** Compares each event with the one before it in its session. */
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

function isSessionBySession(events: readonly Event[]): boolean {
  const starts = startsOfSessions(events);
  const order = events.map((event) => event.group).filter((id, index, ids) => id !== ids[index - 1]);
  return (
    order.length === starts.size &&
    order.every((id, index) => index === 0 || (starts.get(id) ?? 0) >= (starts.get(order[index - 1] ?? 0) ?? 0))
  );
}

/** Names an order that a list is in, where it is a known wrong one. */
function orderOf(events: readonly Event[]): string | undefined {
  const isSorted = (compare: (a: Event, b: Event) => number) =>
    events.every((event, index) => index === 0 || compare(events[index - 1] ?? event, event) <= 0);
  // any two events are in some order
  if (new Set(events.map(({ time }) => time)).size < 3) return undefined;
  if (isSorted((a, b) => b.time - a.time)) return 'Events come newest first.';
  if (isSorted((a, b) => a.value.messageId - b.value.messageId))
    return 'Events are sorted by messageId across sessions.';
  if (isSorted((a, b) => (String(a.value.messageId) < String(b.value.messageId) ? -1 : 1)))
    return 'messageIds are sorted as texts.';
  if (isSorted((a, b) => (a.type < b.type ? -1 : Number(a.type > b.type)))) return 'Events are grouped by type.';
  return undefined;
}
