import { DOCUMENTED_PROJECT_KEY, DEVELOPMENT_KEY as KEY } from '../../../index.ts';
import type { Row } from '../../face.ts';
import { v2Face } from '../../faces/v2.ts';
import {
  EVENTS,
  front,
  instead,
  LIST,
  omit,
  onData,
  onSome,
  onTextOf,
  pathOf,
  refusal,
  USER,
} from '../deployed/make.ts';
import { type Fault, json, onRequest } from '../fault.ts';
import { authorization, decode, letIn, makersOf, row } from '../make.ts';
import { bodyOf, onAsk, onBody } from './ask.ts';

const { isNothing, nothing, onRows } = makersOf(v2Face);
const own = letIn(v2Face);

/** The data of a list. */
interface ListData extends Row {
  readonly total: number;
  readonly sessions: readonly Row[] | null;
}

/** The data of the events of a session. */
interface EventsData extends Row {
  readonly total: number;
  readonly events: readonly Row[];
}

/** Changes each session of a list. */
const visit = (breaks: string, name: string, change: (session: Row) => Row): Fault =>
  row(
    breaks,
    name,
    onRows((sessions) => sessions.map(change)),
  );
const list = (breaks: string, name: string, change: (data: ListData) => unknown): Fault =>
  row(breaks, name, onData(LIST, change));
const profile = (breaks: string, name: string, change: (user: Row) => unknown): Fault =>
  row(breaks, name, onSome(USER, change));
const events = (breaks: string, name: string, change: (data: EventsData) => unknown): Fault =>
  row(breaks, name, onData(EVENTS, change));
const event = (breaks: string, name: string, change: (event: Row) => Row): Fault =>
  events(breaks, name, (data) => ({ ...data, events: data.events.map(change) }));
/** Lets in whoever asks in this way. */
const letting = (name: string, isMeant: (given: string, path: string) => boolean): Fault =>
  row(
    'AUTH-201',
    name,
    onRequest((request, { pathname }) => (isMeant(authorization(request) ?? '', pathname) ? own : {})),
  );
const unknownUser = (request: Request) => /\/users\/nobody/.test(request.url);
const isLong = (request: Request) => {
  const id = decode(/\/users\/([^/]+)\/sessions$/.exec(pathOf(request))?.[1] ?? '');
  return { bytes: new TextEncoder().encode(id).length > 256, characters: id.length > 256 };
};
const number = (value: unknown) => Number(value);
const [FIRST_DATE, LAST_DATE] = [946_684_800_000, 4_000_000_000_000];

/** What only v2 has, gone wrong. */
export const v2Faults: readonly Fault[] = [
  visit('REPLY-201', 'an end is a date', (session) => ({
    ...session,
    endTs: new Date(number(session.endTs)).toISOString(),
  })),
  list('REPLY-201', 'an empty list is []', (data) => ({ ...data, sessions: data.sessions ?? [] })),
  list('REPLY-201', 'the total is left out', (data) => omit(data, 'total')),
  list('REPLY-201', 'the total is a text', (data) => ({ ...data, total: String(data.total) })),
  list('REPLY-201', 'the list stands alone', ({ sessions }) => sessions),
  visit('REPLY-202', 'IDs of sessions are numbers', (session) => ({
    ...session,
    sessionId: number(session.sessionId),
  })),
  visit('REPLY-202', 'events are not counted', (session) => omit(session, 'eventsCount')),
  visit('REPLY-202', 'counts are texts', (session) => ({ ...session, eventsCount: String(session.eventsCount) })),
  visit('REPLY-202', 'counts are 0', (session) => ({ ...session, eventsCount: 0 })),
  visit('REPLY-202', 'starts and ends are in seconds', (session) => ({
    ...session,
    startTs: number(session.startTs) / 1000,
    endTs: number(session.endTs) / 1000,
  })),
  visit('REPLY-202', 'start and end are exchanged', (session) => ({
    ...session,
    startTs: session.endTs,
    endTs: session.startTs,
  })),
  {
    ...visit('REPLY-203', 'sessions begin before the window', (session) => ({
      ...session,
      startTs: number(session.startTs) - 3_600_000,
    })),
    shownBy: ['WINDOW-04'],
  },
  visit('REPLY-204', 'IDs of sessions are rounded', (session) => ({
    ...session,
    sessionId: String(BigInt(number(session.sessionId))),
  })),
  row(
    'REPLY-205',
    'counts have a fraction of 0',
    onTextOf(LIST, (text) => text.replace(/"eventsCount":\d+/g, '$&.0')),
  ),
  row(
    'ORDER-201',
    'the oldest session comes first',
    onRows((sessions) => [...sessions].reverse()),
  ),
  row(
    'ORDER-201',
    'a session comes twice',
    onRows((sessions) => sessions.flatMap((session, at) => (at === 1 ? [session, session] : [session]))),
  ),
  {
    ...row(
      'ORDER-202',
      'the limit is ignored',
      onAsk(LIST, (body) => ({ ...body, limit: 200 })),
    ),
    shownBy: ['PAGE-202'],
  },
  row(
    'PAGE-202',
    'the page is ignored',
    onAsk(LIST, (body) => omit(body, 'page')),
  ),
  row(
    'PAGE-202',
    'pages are counted from 0',
    onAsk(LIST, (body) => ({ ...body, page: number(body.page ?? 0) + 1 })),
  ),
  row(
    'PAGE-202',
    'the order is ignored',
    onAsk(LIST, (body) => omit(body, 'sortOrder')),
  ),
  row(
    'PAGE-202',
    'the first session of each page is left out',
    onRows((sessions) => sessions.slice(1)),
  ),
  row(
    'PAGE-202',
    'pages have one more',
    onAsk(LIST, (body) => (number(body.limit) < 200 ? { ...body, limit: number(body.limit) + 1 } : undefined)),
  ),
  list('PAGE-203', 'the total is that of the page', (data) => ({ ...data, total: data.sessions?.length ?? 0 })),
  list('PAGE-203', 'the total is one too many', (data) => ({ ...data, total: data.total + 1 })),
  row(
    'PAGE-204',
    'a limit of 0 is refused',
    onAsk(LIST, (body) => (body.limit === 0 ? { ...body, limit: -1 } : undefined)),
  ),
  row(
    'PAGE-204',
    'null is refused as a page',
    onAsk(LIST, (body) => (body.page === null ? { ...body, page: -1 } : undefined)),
  ),
  row(
    'PAGE-204',
    'an empty order is refused',
    onAsk(LIST, (body) => (body.sortOrder === '' ? { ...body, sortOrder: 'x' } : undefined)),
  ),
  row(
    'PAGE-204',
    'asc is the default',
    onAsk(LIST, (body) => (body.sortOrder ? undefined : { ...body, sortOrder: 'asc' })),
  ),
  row(
    'PAGE-204',
    'a page holds 20 sessions where it says nothing',
    onAsk(LIST, (body) => (body.limit ? undefined : { ...body, limit: 20 })),
  ),
  row(
    'PAGE-205',
    'a larger limit is cut to 200',
    onAsk(LIST, (body) => (number(body.limit) > 200 ? { ...body, limit: 200 } : undefined)),
  ),
  row(
    'PAGE-205',
    'the order is read in any letter case',
    onAsk(LIST, (body) =>
      typeof body.sortOrder === 'string' ? { ...body, sortOrder: body.sortOrder.toLowerCase() } : undefined,
    ),
  ),
  row(
    'PAGE-205',
    'a page below 0 is the first',
    onAsk(LIST, (body) => (number(body.page) < 0 ? { ...body, page: 1 } : undefined)),
  ),
  row('PAGE-206', 'a page behind the last is the first', (right) => async (request) => {
    const body = await bodyOf(request);
    const again = request.clone();
    const reply = await right(request);
    if (!LIST.test(pathOf(again)) || number(body?.page ?? 1) < 2 || !(await isNothing(reply))) return reply;
    return right(new Request(again, { body: JSON.stringify({ ...body, page: 1 }) }));
  }),
  row(
    'WINDOW-201',
    'dates are not cut',
    onAsk(LIST, (body) =>
      number(body.endTimestamp) % 1000 === 999
        ? undefined
        : { ...body, startTimestamp: number(body.startTimestamp) + 999 },
    ),
  ),
  row(
    'WINDOW-201',
    'the last second is left out',
    onAsk(LIST, (body) => ({ ...body, endTimestamp: number(body.endTimestamp) - 1000 })),
  ),
  row('WINDOW-202', 'a count is that of the whole session', (right) => {
    const most = new Map<unknown, number>();
    return onRows((sessions) =>
      sessions.map((session) => {
        const eventsCount = Math.max(most.get(session.sessionId) ?? 0, number(session.eventsCount));
        most.set(session.sessionId, eventsCount);
        return { ...session, eventsCount };
      }),
    )(right);
  }),
  row(
    'WINDOW-203',
    'an end that is left out is now',
    onAsk(LIST, (body) => (body.endTimestamp === undefined ? { ...body, endTimestamp: LAST_DATE } : undefined)),
  ),
  row(
    'WINDOW-203',
    'an early start is taken',
    onAsk(LIST, (body) =>
      body.startTimestamp && number(body.startTimestamp) < FIRST_DATE
        ? { ...body, startTimestamp: FIRST_DATE }
        : undefined,
    ),
  ),
  row(
    'WINDOW-203',
    'an end at the start is taken',
    onAsk(LIST, (body) =>
      body.endTimestamp === body.startTimestamp ? { ...body, endTimestamp: number(body.endTimestamp) + 1 } : undefined,
    ),
  ),
  row(
    'WINDOW-204',
    'a date may be a text',
    onAsk(LIST, (body) =>
      typeof body.startTimestamp === 'string'
        ? { ...body, startTimestamp: number(body.startTimestamp) || 'x' }
        : undefined,
    ),
  ),
  row(
    'WINDOW-204',
    'a limit may be a text',
    onAsk(LIST, (body) => (typeof body.limit === 'string' ? { ...body, limit: number(body.limit) } : undefined)),
  ),
  row(
    'REQUEST-201',
    'a body has to be labelled as JSON',
    front(({ method, headers }) => method === 'POST' && !headers.get('content-type')?.includes('json'), refusal(415)),
  ),
  row(
    'REQUEST-201',
    'unknown keys are refused',
    onAsk(LIST, (body) => ('unknown' in body ? { ...body, limit: -1 } : undefined)),
  ),
  row(
    'REQUEST-202',
    'keys are read as they are written',
    onBody((text) => (/STARTTIMESTAMP/.test(text) ? '{}' : text)),
  ),
  row('REQUEST-202', 'of two keys the first counts', (right) =>
    onBody((text) => text.replace(/("endTimestamp":\d+)(.*),"endTimestamp":(?:\d+|null)/, '$1$2'))(right),
  ),
  row(
    'REQUEST-203',
    'no body asks for everything',
    front(async (request) => LIST.test(pathOf(request)) && (await request.clone().text()) === '', nothing),
  ),
  row(
    'REQUEST-203',
    'a byte order mark is skipped',
    onBody((text) => text.replace(/^\ufeff/, '')),
  ),
  row(
    'REQUEST-203',
    'what follows the object is ignored',
    onBody((text) => text.replace(/\}.*$/s, '}')),
  ),
  row('REQUEST-204', 'larger bodies are bad requests', instead([413], refusal(400))),
  row(
    'REQUEST-204',
    'bodies have 64 KiB at most',
    front(async (request) => (await request.clone().text()).length > 65_536, refusal(413)),
  ),
  row('REQUEST-205', 'a long ID is not found', (right) => async (request) => {
    const { bytes } = isLong(request);
    const reply = await right(request);
    return bytes && reply.status === 400 ? refusal(404)() : reply;
  }),
  row(
    'REQUEST-205',
    'the characters of an ID are counted',
    front((request) => isLong(request).bytes && !isLong(request).characters, nothing),
  ),
  row('REQUEST-206', 'another method is not found', instead([405], refusal(404))),
  row('REQUEST-206', 'another path is a bad request', instead([404], refusal(400), /sessionsx$|nothing-here$/)),
  row(
    'ROBUST-201',
    'what is wrong with a body is told in plain text',
    instead([400], ({ status }) => new Response('no', { status })),
  ),
  letting('the bare key is taken', (given) => given === KEY),
  letting('any scheme is taken', (given) => given.split(' ')[1] === KEY),
  row('AUTH-201', 'who has no key is forbidden', instead([401], refusal(403))),
  letting('a user is told to anybody', (_, path) => USER.test(path)),
  letting('events are told to anybody', (_, path) => EVENTS.test(path)),
  letting('a list is told to who begins with the key', (given, path) => LIST.test(path) && given.includes(KEY)),
  row('AUTH-201', 'bodies are looked at before the key', (right) => async (request) => {
    const isBroken = request.method === 'POST' && (await bodyOf(request)) === undefined;
    const reply = await right(request);
    return reply.status === 401 && isBroken ? refusal(400)() : reply;
  }),
  row('ISOLATION-201', 'an unknown project is not found', (right) => async (request) => {
    const reply = await right(request);
    return reply.status === 401 && !request.url.includes(DOCUMENTED_PROJECT_KEY) ? refusal(404)() : reply;
  }),
  row(
    'ISOLATION-201',
    'users are of any project',
    onRequest((_, { href, pathname }) =>
      USER.test(pathname) ? { url: href.replace(/public\/[^/]*/, `public/${DOCUMENTED_PROJECT_KEY}`) } : {},
    ),
  ),
  row('ISOLATION-202', 'an unknown user is not found', front(unknownUser, refusal(404))),
  profile('USER-201', 'a user has another ID', (user) => ({ ...user, $user_id: 'x' })),
  profile('USER-201', 'a field of a user is null', (user) => ({ ...user, $email: null })),
  profile('USER-201', 'a field of a user is left out', (user) => omit(user, '$last_seen')),
  profile('USER-201', 'times of a user are texts', (user) => ({ ...user, $last_seen: String(user.$last_seen) })),
  row(
    'USER-202',
    'an unknown user is null',
    instead([404], () => json(200, { data: null }), USER),
  ),
  row(
    'USER-202',
    'a user is told in any letter case',
    onRequest((_, { href, pathname }) =>
      USER.test(pathname)
        ? {
            url: href.replace(
              /users\/ada\.lovelace%2bshop%40example\.org$/i,
              'users/Ada.Lovelace%2Bshop%40example.org',
            ),
          }
        : {},
    ),
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
  events('EVENTS-201', 'an event comes twice', (data) => ({
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
    'the oldest event comes first',
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
    'EVENTS-206',
    'an unknown session is not found',
    front(({ url }) => /\/sessions\/1\//.test(url), refusal(404)),
  ),
  row(
    'EVENTS-206',
    'a limit of events may be left out',
    onAsk(EVENTS, (body) => ({ limit: 10, page: 1, ...body })),
  ),
];
