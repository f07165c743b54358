import { DOCUMENTED_PROJECT_KEY } from '../../../index.ts';
import type { Row } from '../../face.ts';
import { OTHER_PROJECT } from '../../full-world.ts';
import { EVENTS, front, instead, LIST, omit, onData, onSome, pathOf, refusal, USER } from '../deployed/make.ts';
import { type Fault, json, onRequest } from '../fault.ts';
import { row } from '../make.ts';
import { bodyOf, onAsk } from './ask.ts';
import { event, events, FIRST_DATE, LAST_DATE, nothing, number, profile, visit } from './make.ts';

/** The end of the path of the user, in any letter case, and as it is. */
const [ANY_CASE, OWN_CASE] = [
  /users\/ada\.lovelace%2bshop%40example\.org$/i,
  'users/Ada.Lovelace%2Bshop%40example.org',
] as const;

/** Faults in users and in the events of sessions. */
export const siblingFaults: readonly Fault[] = [
  profile('USER-201', 'a user has another ID', (user) => ({ ...user, $user_id: 'x' })),
  profile('USER-201', 'a field of a user is null', (user) => ({ ...user, $email: null })),
  profile('USER-201', 'a field of a user is left out', (user) => omit(user, '$last_seen')),
  profile('USER-201', 'times of a user are in seconds', (user) => ({
    ...user,
    $last_seen: Math.floor(number(user.$last_seen) / 1000),
  })),
  profile('USER-201', 'times of a user are texts', (user) => ({ ...user, $last_seen: String(user.$last_seen) })),
  row(
    'USER-202',
    'an unknown user is null',
    instead([404], () => json(200, { data: null }), USER),
  ),
  row(
    'USER-202',
    'a user is found in any letter case',
    onRequest((_, { href, pathname }) => (USER.test(pathname) ? { url: href.replace(ANY_CASE, OWN_CASE) } : {})),
  ),
  row(
    'USER-202',
    'a user is found in any letter case, and named as they were asked for',
    (right) => async (request) => {
      const { href, pathname } = new URL(request.url);
      const own = href.replace(ANY_CASE, OWN_CASE);
      if (!USER.test(pathname) || own === href) return right(request);
      return onSome<Row>(USER, (user) => ({ ...user, $user_id: decodeURIComponent(pathname.split('/').at(-1) ?? '') }))(
        right,
      )(new Request(own, request));
    },
  ),
  row('USER-203', 'a user is another at each read', (right) => {
    let reads = 0;
    return onSome<Row>(USER, (user) => {
      reads += 1;
      return { ...user, $last_seen: reads };
    })(right);
  }),
  event('EVENTS-201', 'IDs of sessions are numbers in events', (one) => ({
    ...one,
    session_id: number(one.session_id),
  })),
  events('EVENTS-201', 'an event is listed twice', (data) => ({
    ...data,
    events: data.events.flatMap((one, at) => (at === 0 ? [one, one] : [one])),
  })),
  events('EVENTS-201', 'events are not counted', (data) => ({ ...data, total: 0 })),
  event('EVENTS-201', 'times of events are dates', (one) => ({
    ...one,
    created_at: new Date(number(one.created_at)).toISOString(),
  })),
  row(
    'EVENTS-202',
    'the oldest event is first',
    onAsk(EVENTS, (body) => ({ ...body, sortOrder: 'asc' })),
  ),
  row(
    'EVENTS-203',
    'columns are ignored',
    onAsk(EVENTS, (body) => omit(body, 'columns')),
  ),
  visit('EVENTS-203', 'some kinds of events are not counted', (session) => ({
    ...session,
    eventsCount: Math.ceil(number(session.eventsCount) / 2),
  })),
  row('EVENTS-204', 'a short window gives nothing', (right) => async (request) => {
    const { startTimestamp, endTimestamp } = (LIST.test(pathOf(request)) && (await bodyOf(request))) || {};
    return number(endTimestamp) - number(startTimestamp) < 5_000 ? nothing() : right(request);
  }),
  row(
    'EVENTS-205',
    'the window of events is ignored',
    onAsk(EVENTS, (body) => ({ ...body, startTimestamp: FIRST_DATE, endTimestamp: LAST_DATE })),
  ),
  row(
    'EVENTS-205',
    'the page of events is ignored',
    onAsk(EVENTS, (body) => (body.page ? { ...body, page: 1 } : undefined)),
  ),
  row(
    'EVENTS-205',
    'the limit of events is ignored',
    onAsk(EVENTS, (body) => (body.page === 1 && number(body.limit) <= 200 ? { ...body, limit: 200 } : undefined)),
  ),
  row(
    'EVENTS-205',
    'the start of events is not cut to seconds',
    onAsk(EVENTS, (body) =>
      number(body.startTimestamp) % 1_000 === 998
        ? { ...body, startTimestamp: number(body.startTimestamp) + 1_000 }
        : undefined,
    ),
  ),
  row(
    'EVENTS-206',
    'an end of events before the start is accepted',
    onAsk(EVENTS, (body) =>
      number(body.endTimestamp) < number(body.startTimestamp)
        ? { ...body, startTimestamp: FIRST_DATE, endTimestamp: LAST_DATE }
        : undefined,
    ),
  ),
  row(
    'EVENTS-206',
    'an unknown session is not found',
    front(({ url }) => /\/sessions\/1\//.test(url), refusal(404)),
  ),
  row(
    'EVENTS-206',
    'a limit of events may be left out',
    onAsk(EVENTS, (body) => ({ limit: 10, page: 1, ...body })),
  ),
  row('EVENTS-203', 'events are given as they were asked for first', (right) => {
    const first = new Map<string, Response>();
    return async (request) => {
      if (!EVENTS.test(pathOf(request)) || !request.headers.has('authorization')) return right(request);
      const { columns: _, ...asked } = (await bodyOf(request)) ?? {};
      const name = `${request.url} ${JSON.stringify(asked)}`;
      const reply = first.get(name) ?? (await right(request));
      if (reply.status === 200) first.set(name, reply.clone());
      return reply.clone();
    };
  }),
  row(
    'EVENTS-204',
    'events of unknown users count too',
    onData<{ events: readonly Row[] }>(EVENTS, (data) => ({
      ...data,
      events: data.events.map((one, at) => (at < 2 && '$user_id' in one ? { ...one, $user_id: '' } : one)),
    })),
  ),
  row(
    'EVENTS-207',
    'events are looked for by a rounded ID',
    onRequest((_, { href, pathname }) =>
      EVENTS.test(pathname)
        ? { url: href.replace(/sessions\/(\d{16,19})\//, (_all, id) => `sessions/${BigInt(Number(id))}/`) }
        : {},
    ),
  ),
  row(
    'EVENTS-208',
    'events of a session are given through any project',
    onRequest((_, { href, pathname }) =>
      EVENTS.test(pathname) ? { url: href.replace(OTHER_PROJECT, DOCUMENTED_PROJECT_KEY) } : {},
    ),
  ),
  visit('EVENTS-207', 'IDs of sessions lack their last digit in the list', (session) => ({
    ...session,
    sessionId: String(session.sessionId).slice(0, -1),
  })),
  visit('EVENTS-207', 'sessions of another project are in the list', (session) => {
    const id = BigInt(String(session.sessionId));
    return id % 7n === 3n ? { ...session, sessionId: String(id + 1n) } : session;
  }),
];
