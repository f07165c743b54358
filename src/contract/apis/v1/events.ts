import type { OperationAsk } from '../../asking/exchanges.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { describeEnd } from '../../wire/exchange.ts';
import { atOnceRequirement } from '../at-once.ts';
import { expectStatus } from '../expect-status.ts';
import { eventsAsk, userAsk } from './asks.ts';
import { findEventMisfit, haveMessageIds } from './event-shapes.ts';
import { askFor, byEventsOf, eventsOf, type Read, readEvents, readSome } from './some-events.ts';
import type { Summary } from './summaries.ts';

/** How long after its first event a session may start, as another clock measures its start. */
const CLOCKS_MS = 15 * 60_000;

/** The events of a session compared with the list. */
export const eventsRequirements: readonly Requirement[] = [
  atOnceRequirement({
    id: 'REPEAT-101',
    source: 'assumed: replies depend on their own request only',
    asks: async (context) => {
      const all = (await context.baseline.history()).map(({ value }) => value as Summary);
      // sessions in progress grow
      const busiest = byEventsOf(all.filter(({ duration }) => duration !== null)).slice(0, 2);
      return [
        userAsk(context, encodeURIComponent(context.lists.user)),
        userAsk(context, `nobody-${context.seed}`),
        ...busiest.map(({ sessionId }) => eventsAsk(context, String(sessionId))),
      ];
    },
  }),
  {
    id: 'EVENTS-101',
    level: 'MUST',
    title: 'a session has a list of events, each in the form of its type and release',
    source: 'observed: v1 (events-documented, events-mixed)',
    check: async (context) => {
      for (const { exchange, events } of await readSome(context)) {
        const hasMessageIds = haveMessageIds(events);
        for (const event of events) {
          const breach = findEventMisfit(event, hasMessageIds);
          if (breach) throw new ContractFailure({ ...breach, exchange });
        }
      }
    },
  },
  {
    id: 'EVENTS-102',
    level: 'MUST',
    title: 'events name the session that was asked for, with all digits of its ID, or no session',
    source: 'observed: v1 (v1.10.0-more: IDs beyond 2^53; last v1: none)',
    follows: ['EVENTS-101'],
    check: async (context) => {
      for (const { session, exchange } of await readSome(context)) {
        const sessionIds = [...(exchange.reply?.text ?? '').matchAll(/"sessionId"\s*:\s*("?)([^",}\s]*)\1/g)];
        const other = sessionIds.find(([, , id]) => id !== String(session.sessionId));
        if (!other) continue;
        throw new ContractFailure({
          expected: `"sessionId" ${session.sessionId} in each event`,
          received: other[2] ?? 'nothing',
          exchange,
        });
      }
    },
  },
  {
    id: 'EVENTS-103',
    level: 'MUST',
    title: 'events are sorted by time or by message ID, oldest first, and appear once',
    source: 'observed: v1 (events-mixed)',
    follows: ['EVENTS-101'],
    check: async (context) => {
      const reads = await readSome(context);
      const isByTime = ({ events }: Read) => isRising(events.map(({ timestamp }) => Number(timestamp)));
      const isById = ({ events }: Read) => isRising(events.map(({ messageId }) => Number(messageId)));
      const wrong = reads.find((read) => !isByTime(read) && !isById(read));
      const isMixed = !reads.every(isByTime) && !reads.every(isById);
      const shown = wrong ?? (isMixed ? reads.find((read) => !isByTime(read)) : undefined);
      if (shown) {
        throw new ContractFailure({
          expected: 'events in the order of time, or all in that of messageId',
          received: shown.events.map(({ timestamp }) => timestamp).join(', '),
          exchange: shown.exchange,
        });
      }
      for (const { events, exchange } of reads.filter((read) => haveMessageIds(read.events))) {
        const keys = events.map(({ type, messageId }) => `${type} ${messageId}`);
        const twice = keys.find((key, index) => keys.indexOf(key) !== index);
        if (twice) throw new ContractFailure({ expected: 'each event once', received: `${twice} twice`, exchange });
      }
    },
  },
  {
    id: 'EVENTS-104',
    level: 'MUST',
    title:
      'where events have message IDs, a session has as many events and pages as the list says, and no fewer while it runs',
    source: 'observed: v1 (v1.10.0: counts of 16 sessions; the newest releases merge events of one second)',
    follows: ['EVENTS-101'],
    comparesAnswers: true,
    check: async (context) => {
      const reads = await readSome(context);
      if (!reads.some(({ events }) => haveMessageIds(events)))
        throw new MissingInput('the events have no message IDs: such releases merge those of one second');
      for (const read of reads) {
        // the latest events of a session in progress may not be stored yet
        const late = isRunning(read) && isMiscounted(read) ? await readEvents(context, read.session) : read;
        if (!isMiscounted(late)) continue;
        const { session, events, exchange } = late;
        const least = isRunning(late) ? 'at least ' : '';
        throw new ContractFailure({
          expected: `${least}${session.eventsCount} events with ${session.pagesCount} pages in session ${session.sessionId}`,
          received: `${events.length} events with ${countPages(events)} pages`,
          exchange,
        });
      }
    },
  },
  {
    id: 'EVENTS-105',
    level: 'MUST',
    title: 'events lie between the start and the end of their session, except where a clock is wrong',
    source: 'observed: v1 (events-documented)',
    follows: ['EVENTS-101'],
    comparesAnswers: true,
    check: async (context) => {
      const reads = (await readSome(context)).filter(({ events }) => events.length > 0);
      const outside = reads.filter(({ session: { startTs, duration }, events }) =>
        events.some(({ timestamp }) => {
          const after = Number(timestamp) - startTs;
          // a session lasts until its last event, by the clock of its events
          return after < -CLOCKS_MS || (typeof duration === 'number' && after > duration);
        }),
      );
      const [first] = outside;
      if (!first || outside.length * 2 <= reads.length) return;
      throw new ContractFailure({
        expected: `events from ${first.session.startTs} on for ${first.session.duration} ms in session ${first.session.sessionId}, as in most sessions`,
        received: first.events.map(({ timestamp }) => timestamp).join(', '),
        exchange: first.exchange,
      });
    },
  },
  {
    id: 'EVENTS-106',
    level: 'MUST',
    title: 'an unknown session has an empty list, and an ID that is no whole number is refused with 422',
    source: 'observed: v1 (events-unknown-session, events-text-session, events-float-session)',
    check: async (context) => {
      await sideBySide(['1', '123', '99999999999999999999', '-1'], async (id) => {
        const exchange = await askFor(context, id);
        if (eventsOf(context, exchange)?.length === 0) return;
        throw new ContractFailure({
          expected: `status 200 with an empty list for the unknown session ${id}`,
          received: describeEnd(exchange),
          exchange,
        });
      });
      await sideBySide(['abc', '1.5', '0x10', 'null', '1e3', '1x'], async (id) => {
        expectStatus(await askFor(context, id), [422], `the session ID "${id}"`);
      });
    },
  },
  {
    id: 'EVENTS-107',
    level: 'MUST',
    title: 'a session ID that is nearly right is another session',
    source: 'observed: v1 (events-unknown-session)',
    follows: ['EVENTS-106', 'REPEAT-101'],
    check: async (context) => {
      const known = new Set((await context.baseline.history()).map(({ key }) => key));
      const reads = (await readSome(context)).filter(({ events }) => events.length > 0);
      const unknown = reads.slice(0, 4).flatMap(({ session, exchange: own }) => {
        const id = String(session.sessionId);
        return nearSessionIds(id)
          .filter((other) => !known.has(other))
          .map((other) => ({ id, other, own }));
      });
      await sideBySide(unknown, async ({ id, other, own }) => {
        const exchange = await askFor(context, other);
        if (exchange.reply?.text !== own.reply?.text || exchange.reply?.status !== 200) return;
        throw new ContractFailure({
          expected: `not the events of session ${id} for session ${other}`,
          received: describeEnd(exchange),
          exchange,
        });
      });
    },
  },
  {
    id: 'EVENTS-108',
    level: 'MUST',
    title:
      'the events of a session are the same at each read, compressed or not, whatever dates and parameters the query has',
    source: 'observed: v1 (v1.10.0-more: dates and other parameters have no effect)',
    comparesAnswers: true,
    check: async (context) => {
      const reads = await readSome(context);
      // sessions in progress grow
      const rest = reads.filter(({ session, events }) => session.duration !== null && events.length > 0).slice(0, 3);
      for (const { session, events } of rest) {
        const middle = events[Math.floor(events.length / 2)]?.timestamp;
        const asks: readonly Pick<OperationAsk, 'query' | 'headers'>[] = [
          { headers: { 'accept-encoding': 'gzip' } },
          { query: `start_date=${middle}&end_date=${middle}` },
          { query: 'start_date=abc&limit=1&type=CLICK&page=2' },
        ];
        await sideBySide(asks, async (ask) => {
          const exchange = await context.exchanges.ask({ ...eventsAsk(context, String(session.sessionId)), ...ask });
          const now = eventsOf(context, exchange);
          if (JSON.stringify(now) === JSON.stringify(events)) return;
          throw new ContractFailure({
            expected: `the same ${events.length} events of session ${session.sessionId}`,
            received: now ? `${now.length} events` : describeEnd(exchange),
            exchange,
          });
        });
      }
    },
  },
];

/** Session IDs that a buggy server mistakes for this one. */
function nearSessionIds(id: string): string[] {
  const next = (Number(id.at(-1)) + 1) % 10;
  const others = [id.slice(0, -1), id.slice(1), `${id}0`, `1${id}`, `${id.slice(0, -1)}${next}`, `-${id}`];
  return others.filter((other) => /^-?[1-9]/.test(other));
}

function isRunning({ session }: Read): boolean {
  return session.duration === null;
}

/** Whether the numbers of events and pages differ from the list; a session in progress may have grown. */
function isMiscounted(read: Read): boolean {
  const { session, events } = read;
  const isRight = (listed: unknown, given: number) => (isRunning(read) ? given >= Number(listed) : given === listed);
  return !isRight(session.eventsCount, events.length) || !isRight(session.pagesCount, countPages(events));
}

function countPages(events: readonly Fields[]): number {
  return events.filter(({ type }) => type === 'LOCATION').length;
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? number));
}
