import type { Requirement } from '../../asking/requirement.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { describeEnd, type Exchange } from '../../wire/exchange.ts';
import { expectStatus } from '../expect-status.ts';
import { count, digits, findMisfit, type Shape, text, timeMs, uuid } from '../shape.ts';
import { FIRST_DATE, LAST_DATE } from './body.ts';
import { toSecond } from './history.ts';
import { MOST_EVENTS, preferFinished, readEvents, readSome, type SessionEvents, WITH_USERS } from './session-events.ts';
import { eventsAsk } from './siblings.ts';
import { dataOf } from './visits.ts';

/** How many sessions are also requested in the other order. */
const IN_BOTH_ORDERS = 6;
/** How many sessions are requested in parts. */
const MOST_PARTED = 3;

const eventShape: Shape = {
  event_id: uuid,
  $event_name: text,
  created_at: timeMs,
  distinct_id: text,
  session_id: digits,
};

/** The events of a session. */
export const eventsRequirements: readonly Requirement[] = [
  {
    id: 'EVENTS-201',
    level: 'MUST',
    title: 'a session has a total and a list of events, each with its five fields and listed once',
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
    title: 'events are sorted by created_at, newest first unless asc is asked for',
    source: 'observed: v2 (events-plain, events-asc)',
    follows: ['EVENTS-201'],
    check: async (context) => {
      const reads = await readSome(context);
      for (const { exchange, events } of reads) expectOrder(events, -1, exchange);
      const long = reads.filter(({ events }) => events.length > 1).slice(0, IN_BOTH_ORDERS);
      await sideBySide(long, async ({ visit }) => {
        const other = await readEvents(context, visit, { ...WITH_USERS, sortOrder: 'asc' });
        expectOrder(other.events, 1, other.exchange);
      });
    },
  },
  {
    id: 'EVENTS-205',
    level: 'MUST',
    title: 'window, limit and page partition the events of a session as they do a list',
    source: 'observed: v2 (events-window, events-page-2)',
    follows: ['EVENTS-201', 'EVENTS-202'],
    comparesAnswers: true,
    check: async (context) => {
      const reads = (await readSome(context)).filter(({ events }) => events.length > 1 && events.length < MOST_EVENTS);
      await sideBySide(preferFinished(reads).slice(0, MOST_PARTED), async ({ visit, events }) => {
        const times = events.map(({ created_at }) => Number(created_at));
        const middle = toSecond(times[Math.floor(times.length / 2)] ?? 0);
        // each request differs from the first one in a single date
        const late = await readEvents(context, visit, { ...WITH_USERS, startTimestamp: middle + 998 });
        const isLate = ({ created_at }: Fields) => Number(created_at) >= middle;
        expectEvents(late, events.filter(isLate), `session ${visit.sessionId} from ${middle + 998} on`, false);
        const early = await readEvents(context, visit, { ...WITH_USERS, endTimestamp: middle + 1 });
        const isEarly = ({ created_at }: Fields) => Number(created_at) <= middle;
        expectEvents(early, events.filter(isEarly), `session ${visit.sessionId} up to ${middle + 1}`, false);
        const limit = Math.ceil(events.length / 2);
        for (const page of [1, 2]) {
          const part = await readEvents(context, visit, { ...WITH_USERS, limit, page });
          const isTied = new Set(times).size < times.length;
          // events of the same second may appear on either page
          const slice = isTied ? part.events.slice(0, limit) : events.slice((page - 1) * limit, page * limit);
          expectEvents(part, slice, `page ${page} of ${limit} of session ${visit.sessionId}`, true);
          if (part.total === events.length) continue;
          throw new ContractFailure({
            expected: `"total": ${events.length} on page ${page} of ${limit} of session ${visit.sessionId}`,
            received: `"total": ${part.total}`,
            exchange: part.exchange,
          });
        }
      });
    },
  },
  {
    id: 'EVENTS-206',
    level: 'MUST',
    title:
      'an unknown session has total 0 and an empty list; limit and page are required, and the body is read like that of a list',
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
      const right = { startTimestamp: FIRST_DATE, endTimestamp: LAST_DATE, limit: 10, page: 1 };
      const wrong = [
        { limit: undefined },
        { page: undefined },
        { limit: 0 },
        { limit: 201 },
        { limit: '10' },
        { limit: 1.5 },
        { page: -1 },
        { page: '1' },
        { startTimestamp: undefined },
        { startTimestamp: LAST_DATE, endTimestamp: FIRST_DATE },
        { endTimestamp: String(LAST_DATE) },
        { sortOrder: 'x' },
      ].map((change) => JSON.stringify({ ...right, ...change }));
      await sideBySide([...wrong, '{', ''], async (body) => {
        expectStatus(await context.exchanges.ask(eventsAsk(context, '1', body)), [400], `the body ${body}`);
      });
    },
  },
];

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

function expectEvents(
  { events, exchange }: SessionEvents,
  expected: readonly Fields[],
  what: string,
  isOrdered: boolean,
): void {
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
