import { once } from '../../asking/once.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { describeEnd, type Exchange } from '../../wire/exchange.ts';
import { expectStatus } from '../expect-status.ts';
import { count, digits, findMisfit, type Shape, text, timeMs, uuid } from '../shape.ts';
import { FIRST_DATE, LAST_DATE } from './body.ts';
import { toSecond } from './history.ts';
import { eventsAsk } from './siblings.ts';
import { escapeHtml } from './user.ts';
import { dataOf, type Visit } from './visits.ts';

/** So many sessions are looked into. */
const MOST_READ = 12;
const MOST_EVENTS = 200;

const eventShape: Shape = {
  event_id: uuid,
  $event_name: text,
  created_at: timeMs,
  distinct_id: text,
  session_id: digits,
};

/** The events of a session, and what the list says of them. */
export const eventsRequirements: readonly Requirement[] = [
  {
    id: 'EVENTS-201',
    level: 'MUST',
    title: 'a session has a total and a list of events, each with its five fields and each once',
    source: 'observed: v2 (events-plain)',
    check: async (context) => {
      for (const { visit, events, total, exchange } of await readSome(context)) {
        for (const event of events) {
          const breach =
            findMisfit(event, eventShape, 'an event') ??
            (event.session_id === String(visit.sessionId)
              ? undefined
              : { expected: `"session_id": "${visit.sessionId}"`, received: String(event.session_id) });
          if (breach) throw new ContractFailure({ ...breach, exchange });
        }
        const ids = new Set(events.map(({ event_id }) => event_id));
        const isTotal = events.length < MOST_EVENTS ? total === events.length : Number(total) >= events.length;
        if (ids.size === events.length && count.holds(total) && isTotal) continue;
        throw new ContractFailure({
          expected: `a total of ${events.length}, and each event once`,
          received: `"total": ${total} with ${ids.size} different events of ${events.length}`,
          exchange,
        });
      }
    },
  },
  {
    id: 'EVENTS-202',
    level: 'MUST',
    title: 'events come by created_at, the newest first unless asc is asked for',
    source: 'observed: v2 (events-plain, events-asc)',
    follows: ['EVENTS-201'],
    check: async (context) => {
      for (const { visit, exchange, events } of await readSome(context)) {
        expectOrder(events, -1, exchange);
        if (events.length < 2) continue;
        const other = await read(context, visit, { sortOrder: 'asc' });
        expectOrder(other.events, 1, other.exchange);
      }
    },
  },
  {
    id: 'EVENTS-203',
    level: 'MUST',
    title: 'a session counts all events of the user that it has: at least those listed, from its start to its end',
    source: 'observed: v2 (TAG_TRIGGER and hidden events count and are not listed)',
    follows: ['EVENTS-201'],
    comparesAnswers: true,
    check: async (context) => {
      const user = escapeHtml(context.lists.user);
      for (const { visit } of await readSome(context)) {
        const { events, exchange } = await read(context, visit, { columns: ['$user_id'] });
        const lacking = events.find(({ $user_id }) => typeof $user_id !== 'string');
        if (lacking) {
          const received = JSON.stringify(lacking);
          throw new ContractFailure({
            expected: 'the $user_id in each event, as "columns" names it',
            received,
            exchange,
          });
        }
        const own = events.filter(({ $user_id }) => $user_id === user);
        const outside = own.find(
          ({ created_at }) => Number(created_at) < visit.startTs || Number(created_at) > visit.endTs,
        );
        if (own.length <= visit.eventsCount && !outside) continue;
        // the store merges events of one second by itself, so that a count falls
        if (!outside && (await context.baseline.hasMoved())) continue;
        throw new ContractFailure({
          expected: `${own.length} events of the user at least, between startTs and endTs, in ${JSON.stringify(visit)}`,
          received: outside ? `an event at ${outside.created_at}` : `eventsCount ${visit.eventsCount}`,
          exchange,
        });
      }
    },
  },
  {
    id: 'EVENTS-204',
    level: 'MUST',
    title: 'the second of each event of the user is a window in which its session is listed',
    source: 'observed: v2 (every kind of event counts)',
    follows: ['EVENTS-201', 'WINDOW-201'],
    comparesAnswers: true,
    check: async (context) => {
      const user = escapeHtml(context.lists.user);
      const kinds = new Map<string, { visit: Visit; time: number }>();
      for (const { visit } of await readSome(context)) {
        const { events } = await read(context, visit, { columns: ['$user_id'] });
        for (const { $user_id, $event_name, created_at } of events) {
          if ($user_id === user) kinds.set(String($event_name), { visit, time: Number(created_at) });
        }
      }
      await sideBySide([...kinds], async ([kind, { visit, time }]) => {
        const start = toSecond(time);
        const window = { start, end: start + 1_999 };
        const { items, exchange } = await context.lists.read({ window });
        if (items.some(({ key }) => key === String(visit.sessionId))) return;
        throw new ContractFailure({
          expected: `session ${visit.sessionId} in the window of its ${kind} event at ${time}`,
          received: `${items.length} other sessions`,
          exchange,
        });
      });
    },
  },
  {
    id: 'EVENTS-205',
    level: 'MUST',
    title: 'the window, limit and page part the events of a session as they do a list',
    source: 'observed: v2 (events-window, events-page-2)',
    follows: ['EVENTS-201', 'EVENTS-202'],
    comparesAnswers: true,
    check: async (context) => {
      const reads = (await readSome(context)).filter(({ events }) => events.length > 1 && events.length < MOST_EVENTS);
      for (const { visit, events } of reads.slice(0, 4)) {
        const times = events.map(({ created_at }) => Number(created_at));
        const middle = times[Math.floor(times.length / 2)] ?? 0;
        const [from, to] = [toSecond(middle), toSecond(times[0] ?? 0)];
        const late = await read(context, visit, { startTimestamp: middle, endTimestamp: to + 999 });
        const expected = events.filter(({ created_at }) => Number(created_at) >= from && Number(created_at) <= to);
        expectEvents(late, expected, `session ${visit.sessionId} from ${middle} to ${to + 999}`, false);
        const paged: Fields[] = [];
        const limit = Math.ceil(events.length / 2);
        for (const page of [1, 2]) paged.push(...(await read(context, visit, { limit, page })).events);
        const isTied = new Set(times).size < times.length;
        if (!isTied) expectEvents({ ...late, events: paged }, events, `the pages of session ${visit.sessionId}`, true);
      }
    },
  },
  {
    id: 'EVENTS-206',
    level: 'MUST',
    title: 'an unknown session has total 0 and an empty list; limit and page are required',
    source: 'observed: v2 (events-unknown-session, events-no-limit, events-no-page)',
    check: async (context) => {
      for (const id of [
        `1${String(context.seed).padStart(12, '0')}`,
        `900000000${String(context.seed).padStart(10, '0')}`,
      ]) {
        const exchange = await context.exchanges.ask(eventsAsk(context, id));
        const { total, events } = dataOf(context.exchanges.bodyOf(exchange)) ?? {};
        if (exchange.reply?.status === 200 && total === 0 && Array.isArray(events) && events.length === 0) continue;
        throw new ContractFailure({
          expected: '{"data": {"total": 0, "events": []}} for an unknown session',
          received: describeEnd(exchange),
          exchange,
        });
      }
      const dates = `"startTimestamp":${FIRST_DATE},"endTimestamp":${LAST_DATE}`;
      const wrong = [
        `{${dates},"limit":10}`,
        `{${dates},"page":1}`,
        `{${dates},"limit":0,"page":1}`,
        `{${dates},"limit":201,"page":1}`,
        `{${dates},"limit":10,"page":-1}`,
        '{"limit":10,"page":1}',
        '{',
        '',
      ];
      for (const body of wrong) {
        expectStatus(await context.exchanges.ask(eventsAsk(context, '1', body)), [400], `the body ${body}`);
      }
    },
  },
];

interface Read {
  readonly visit: Visit;
  readonly exchange: Exchange;
  readonly total: unknown;
  readonly events: readonly Fields[];
}

/** Reads the events of some sessions of the first user: those with the most events, and others. */
const readSome = once(readEach);

async function readEach(context: RunContext): Promise<readonly Read[]> {
  const all = (await context.baseline.history()).map(({ value }) => value as Visit);
  const busiest = [...all].sort((a, b) => b.eventsCount - a.eventsCount).slice(0, MOST_READ / 3);
  const step = Math.ceil(all.length / (MOST_READ / 3));
  // the newest are of the ways in which a server records today
  const sessions = [
    ...new Set([...all.slice(0, MOST_READ / 3), ...busiest, ...all.filter((_, at) => at % step === 0)]),
  ];
  const reads: Read[] = [];
  await sideBySide(sessions, async (visit) => void reads.push(await read(context, visit)));
  return reads;
}

/** Reads the events of a session; anything else than a list fails the check. */
async function read(context: RunContext, visit: Visit, more: Fields = {}): Promise<Read> {
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

function expectOrder(events: readonly Fields[], sign: 1 | -1, exchange: Exchange): void {
  const times = events.map(({ created_at }) => Number(created_at));
  const at = times.findIndex((time, index) => sign * (time - (times[index - 1] ?? time)) < 0);
  if (at < 0) return;
  throw new ContractFailure({
    expected: `created_at ${sign > 0 ? 'rising' : 'falling'}`,
    received: `${times[at - 1]}, then ${times[at]}`,
    exchange,
  });
}

function expectEvents({ events, exchange }: Read, expected: readonly Fields[], what: string, isOrdered: boolean): void {
  const idsOf = (list: readonly Fields[]) => {
    const ids = list.map(({ event_id }) => String(event_id));
    return (isOrdered ? ids : ids.sort()).join();
  };
  if (idsOf(events) === idsOf(expected)) return;
  throw new ContractFailure({
    expected: `the ${expected.length} events of ${what}`,
    received: `${events.length} events`,
    exchange,
  });
}
