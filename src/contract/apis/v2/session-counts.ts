import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { toSecond } from './history.ts';
import { MOST_EVENTS, partByUser, readEvents, readSome, type SessionEvents, WITH_USERS } from './session-events.ts';
import { eventsAsk } from './siblings.ts';
import { dataOf, type Visit } from './visits.ts';

/** How many sessions must list everything that they count before one that lists nothing counts as foreign. */
const LEAST_LISTED = 8;
/** How many long IDs, and as many short ones, show that long IDs are at fault. */
const LEAST_LOST = 3;
/** The maximum share of sessions that count more than they list. */
const MOST_UNLISTED = 0.25;
/** How many sessions are looked for in another project. */
const MOST_ELSEWHERE = 4;
/** So many events, counted in several sessions, are not all hidden ones. */
const LEAST_COUNTED = 50;

/** The counts of a session in the list compared with its events. */
export const sessionCountRequirements: readonly Requirement[] = [
  {
    id: 'EVENTS-203',
    level: 'MUST',
    title: 'a session counts all its events of this user: at least those listed, from its start to its end',
    source: 'observed: v2 (TAG_TRIGGER and hidden events count and are not listed)',
    follows: ['EVENTS-201'],
    comparesAnswers: true,
    check: async (context) => {
      for (const read of await readSome(context)) {
        const { visit, exchange } = read;
        const own = [...partByUser(read, context).own];
        if (read.events.length === MOST_EVENTS) {
          const rest = await readEvents(context, visit, { ...WITH_USERS, page: 2 });
          own.push(...partByUser(rest, context).own);
        }
        const outside = own.find(
          ({ created_at }) => Number(created_at) < visit.startTs || Number(created_at) > visit.endTs,
        );
        if (own.length <= visit.eventsCount && !outside) continue;
        // the store merges events of the same second on its own, so a count may fall
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
    title: 'a window of one second lists a session where the user has an event of it in that second, and only there',
    source: 'observed: v2 (every kind of event counts; a session of two users has for each their own events)',
    follows: ['EVENTS-201', 'WINDOW-201'],
    comparesAnswers: true,
    check: async (context) => {
      const kinds = new Map<string, { visit: Visit; time: number }>();
      const reads = await readSome(context);
      for (const read of reads) {
        for (const { $event_name, created_at } of partByUser(read, context).own) {
          kinds.set(String($event_name), { visit: read.visit, time: Number(created_at) });
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
      await sideBySide(reads, (read) => expectNoneOfOthers(context, read));
    },
  },
  {
    id: 'EVENTS-207',
    level: 'MUST',
    title: 'a session in the list has events in this project',
    source: 'observed: v2 (a session ID in two projects is two sessions, each with its own events)',
    follows: ['EVENTS-201', 'EVENTS-203'],
    comparesAnswers: true,
    check: async (context) => {
      const reads = (await readSome(context)).filter(({ events }) => events.length < MOST_EVENTS);
      const listed = reads.filter(({ events }) => events.length > 0);
      const whole = listed.filter((read) => partByUser(read, context).own.length >= read.visit.eventsCount);
      const nothing = reads.find(({ events }) => events.length === 0);
      // hidden events are counted but not listed: if there are some, a session may contain nothing else
      const isConclusive =
        whole.length >= LEAST_LISTED && listed.length - whole.length <= listed.length * MOST_UNLISTED;
      if (!isConclusive && !areLongIdsLost(reads) && !isNothingListed(reads))
        throw new MissingInput('too few sessions list all that they count; pass a --user who has more');
      if (!nothing) return;
      throw new ContractFailure({
        expected: `events of session ${nothing.visit.sessionId}, which counts ${nothing.visit.eventsCount}, as of the others`,
        received: 'an empty list',
        exchange: nothing.exchange,
        diagnosis:
          'Sessions of other projects are in the list, or the events of a session are looked for by another ID.',
      });
    },
  },
  {
    id: 'EVENTS-208',
    level: 'MUST',
    title: 'another project lists none of the events of a session',
    source: 'observed: v2 (a session ID in two projects is two sessions, each with its own events)',
    follows: ['EVENTS-201'],
    check: async (context) => {
      const { otherProjectKey } = context.settings;
      if (!otherProjectKey)
        throw new MissingInput('pass --other-project, a second project of the same key, to compare two projects');
      const reads = (await readSome(context)).filter(({ events }) => events.length > 0).slice(0, MOST_ELSEWHERE);
      if (reads.length === 0) throw new MissingInput('no session lists an event');
      await sideBySide(reads, async ({ visit, events }) => {
        const ids = new Set(events.map(({ event_id }) => event_id));
        const ask = eventsAsk(context, String(visit.sessionId), undefined, otherProjectKey);
        const exchange = await context.exchanges.ask(ask);
        const there = dataOf(context.exchanges.bodyOf(exchange))?.events;
        // Cast: of anything else no field has such a value
        const shared = Array.isArray(there) && (there as Fields[]).find((event) => ids.has(event?.event_id));
        if (!shared) return;
        throw new ContractFailure({
          expected: `no event of session ${visit.sessionId} in the other project`,
          received: `event ${shared.event_id} of it`,
          exchange,
        });
      });
    },
  },
];

/** Whether nothing is listed for the sessions whose IDs exceed the digits of a double, and something for all others. */
function areLongIdsLost(reads: readonly SessionEvents[]): boolean {
  const isLong = ({ visit }: SessionEvents) => Number(visit.sessionId) > Number.MAX_SAFE_INTEGER;
  const [long, short] = [reads.filter(isLong), reads.filter((read) => !isLong(read))];
  const isConclusive = long.length >= LEAST_LOST && short.length >= LEAST_LOST;
  return (
    isConclusive && long.every(({ events }) => events.length === 0) && short.every(({ events }) => events.length > 0)
  );
}

/** Whether no session lists any of its events, so many that they cannot all be hidden. */
function isNothingListed(reads: readonly SessionEvents[]): boolean {
  const counted = reads.reduce((sum, { visit }) => sum + visit.eventsCount, 0);
  return reads.length >= LEAST_LISTED && counted >= LEAST_COUNTED && reads.every(({ events }) => events.length === 0);
}

/** Fails if a session is listed for a second in which only other users, or unknown ones, did something in it. */
async function expectNoneOfOthers(context: RunContext, read: SessionEvents): Promise<void> {
  const second = secondOfOthers(read, context);
  if (second === undefined) return;
  const { visit } = read;
  const window = { start: second, end: second + 999 };
  const { items, exchange } = await context.lists.read({ window });
  if (!items.some(({ key }) => key === String(visit.sessionId))) return;
  // events of an unknown user may be assigned later, once the user is identified
  const again = await readEvents(context, visit, WITH_USERS);
  if (isOwnSecond(partByUser(again, context).own, second)) return;
  throw new ContractFailure({
    expected: `no session ${visit.sessionId} from ${window.start} to ${window.end}, when only others did something in it`,
    received: `session ${visit.sessionId}`,
    exchange,
    diagnosis: "What others did in a session of the user is counted as the user's.",
  });
}

/** The second furthest from the user's own events in which only others did something; undefined unless there are two. */
function secondOfOthers(read: SessionEvents, context: RunContext): number | undefined {
  const { own, foreign } = partByUser(read, context);
  if (read.events.length >= MOST_EVENTS || own.length === 0) return undefined;
  const seconds = [...new Set(foreign.map(({ created_at }) => toSecond(Number(created_at))))].filter(
    (second) => !isOwnSecond(own, second),
  );
  // hidden events are not listed, and one may lie where the user changes
  if (seconds.length < 2) return undefined;
  const distanceOf = (second: number) =>
    Math.min(...own.map(({ created_at }) => Math.abs(Number(created_at) - second)));
  return seconds.reduce((best, second) => (distanceOf(second) > distanceOf(best) ? second : best));
}

function isOwnSecond(own: readonly Fields[], second: number): boolean {
  return own.some(({ created_at }) => toSecond(Number(created_at)) === second);
}
