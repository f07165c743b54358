import { DOCUMENTED_PROJECT_KEY, DEVELOPMENT_KEY as KEY } from '../../../index.ts';
import type { Row } from '../../face.ts';
import { v1Face } from '../../faces/v1.ts';
import { WORLD_USER } from '../../full-world.ts';
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
import { type Fault, onRequest } from '../fault.ts';
import { authorization, jsonText, letIn, makersOf, row } from '../make.ts';

const { onDates, onRows, taking } = makersOf(v1Face);
const own = letIn(v1Face);

/** Changes each session of a list. */
const summary = (breaks: string, name: string, change: (session: Row) => Row): Fault =>
  row(
    breaks,
    name,
    onRows((sessions) => sessions.map(change)),
  );
const lacking = (name: string) => summary('REPLY-102', `${name} is left out`, (session) => omit(session, name));
/** Changes what is told of a user who has sessions. */
const details = (breaks: string, name: string, change: (user: Row, request: Request) => unknown): Fault =>
  row(breaks, name, onSome(USER, change));
/** Changes the events of a session. */
const events = (breaks: string, name: string, change: (events: readonly Row[], request: Request) => unknown): Fault =>
  row(breaks, name, onData(EVENTS, change));
const event = (breaks: string, name: string, change: (event: Row) => Row): Fault =>
  events(breaks, name, (list) => list.map(change));

const idOf = ({ sessionId }: Row) => BigInt(String(sessionId));
const toDouble = (digits: string) => String(BigInt(Number(digits)));
const isText = (id: string) => !/^[+-]?\d+$/.test(id);
/** Reads the ID of a session as another one. */
const asSession = (change: (id: string) => string) =>
  onRequest((_, url) => ({
    url: url.href.replace(/\/sessions\/([^/]*)\/events/, (_all, id) => `/sessions/${change(id)}/events`),
  }));
const ADA = `users/${encodeURIComponent(WORLD_USER)}`;
/** Takes other project keys for the documented one, or for another. */
const onProject = (isMeant: RegExp, key = DOCUMENTED_PROJECT_KEY) =>
  onRequest((_, url) => ({
    url: url.href.replace(/\/v1\/([^/]*)/, (all, given) => (isMeant.test(given) ? `/v1/${key}` : all)),
  }));
const fromOctal = (date: string | undefined) =>
  date !== undefined && /^0\d+$/.test(date) ? String(Number.parseInt(date, 8) || 0) : date;
const hasDates = ({ url }: Request) => /[?&](?:start|end)_date=/.test(url);

/** What only v1 has, gone wrong. */
export const v1Faults: readonly Fault[] = [
  summary('REPLY-101', 'sessions have no ID', (session) => omit(session, 'sessionId')),
  row(
    'REPLY-101',
    'the list is null where it is empty',
    onData<Row[]>(LIST, (sessions) => (sessions.length > 0 ? sessions : null)),
  ),
  ...[
    'projectId',
    'userUuid',
    'userId',
    'userOs',
    'userBrowser',
    'userDevice',
    'userCountry',
    'duration',
    'eventsCount',
    'pagesCount',
    'errorsCount',
  ].map(lacking),
  summary('REPLY-102', 'a running session has no duration', (session) =>
    session.duration === null ? omit(session, 'duration') : session,
  ),
  summary('REPLY-102', 'IDs of sessions are numbers', (session) => ({
    ...session,
    sessionId: Number(session.sessionId),
  })),
  summary('REPLY-102', 'countries have their names', (session) => ({ ...session, userCountry: 'India' })),
  summary('REPLY-102', 'starts are in seconds', (session) => ({
    ...session,
    startTs: Math.floor(Number(session.startTs) / 1000),
  })),
  summary('REPLY-102', 'counts are texts', (session) => ({ ...session, eventsCount: String(session.eventsCount) })),
  summary('REPLY-102', 'errors are counted from -1', (session) => ({ ...session, errorsCount: -1 })),
  summary('REPLY-102', 'a device that has no name has the name null', (session) => ({
    ...session,
    userDevice: session.userDevice || 'null',
  })),
  summary('REPLY-102', 'a browser has a number', (session) => ({ ...session, userUuid: '17' })),
  summary('REPLY-103', 'IDs of users are in lower case', (session) => ({
    ...session,
    userId: String(session.userId).toLowerCase(),
  })),
  summary('REPLY-104', 'IDs of sessions are rounded', (session) => ({
    ...session,
    sessionId: toDouble(String(session.sessionId)),
  })),
  row(
    'REPLY-105',
    'counts have a fraction of 0',
    onTextOf(LIST, (text) => text.replace(/"eventsCount":\d+/g, '$&.0')),
  ),
  summary('REPLY-106', 'each session has a project of its own', (session) => ({
    ...session,
    projectId: Number(idOf(session) % 7n),
  })),
  row(
    'ORDER-101',
    'the newest session comes first',
    onRows((sessions) => [...sessions].reverse()),
  ),
  row(
    'ORDER-101',
    'sessions come by their start',
    onRows((sessions) => [...sessions].sort((a, b) => Number(a.startTs) - Number(b.startTs))),
  ),
  row(
    'ORDER-101',
    'IDs are put in the order of texts',
    onRows((sessions) => [...sessions].sort((a, b) => (String(a.sessionId) < String(b.sessionId) ? -1 : 1))),
  ),
  row(
    'ORDER-101',
    'a session comes twice',
    onRows((sessions) => sessions.flatMap((session, at) => (at === 2 ? [session, session] : [session]))),
  ),
  row(
    'ORDER-102',
    'a list holds more than 50 sessions',
    onRows((sessions) => {
      const last = sessions.at(-1);
      return last && sessions.length === 50 ? [...sessions, v1Face.after(last, 1), v1Face.after(last, 2)] : sessions;
    }),
  ),
  row(
    'ORDER-103',
    'a list holds 20 sessions',
    onRows((sessions) => sessions.slice(0, 20)),
  ),
  row(
    'ORDER-103',
    'a list holds 49 sessions',
    onRows((sessions) => sessions.slice(0, 49)),
  ),
  row(
    'ORDER-103',
    'sessions without events are left out of the whole list',
    onRows((sessions, request) =>
      hasDates(request) ? sessions : sessions.filter(({ eventsCount }) => eventsCount !== 0),
    ),
  ),
  row(
    'ORDER-103',
    'running sessions are left out of the whole list',
    onRows((sessions, request) =>
      hasDates(request) ? sessions : sessions.filter(({ duration }) => duration !== null),
    ),
  ),
  row('WINDOW-101', 'a date that is no number is a bad request', instead([422], refusal(400), LIST)),
  row(
    'WINDOW-101',
    'an empty date is none',
    onDates(({ start, end }) => ({ start: start || undefined, end: end || undefined })),
  ),
  row(
    'WINDOW-101',
    'the fraction of a date is cut off',
    onDates(({ start, end }) => ({ start: start?.replace(/\.\d+$/, ''), end: end?.replace(/\.\d+$/, '') })),
  ),
  row(
    'WINDOW-102',
    'dates below zero are refused',
    front(({ url }) => /_date=-\d/.test(url), refusal(422)),
  ),
  row(
    'WINDOW-102',
    'dates with zeros in front are octal',
    onDates(({ start, end }) => ({ start: fromOctal(start), end: fromOctal(end) })),
  ),
  row(
    'WINDOW-102',
    'dates beyond 2^63 are refused',
    front(({ url }) => /_date=-?\d{19}/.test(url), refusal(422)),
  ),
  row(
    'WINDOW-103',
    'a window that ends before it starts is refused',
    front((request) => {
      const [start, end] = ['start_date', 'end_date'].map((name) => new URL(request.url).searchParams.get(name));
      return LIST.test(pathOf(request)) && Boolean(start && end) && Number(start) > Number(end);
    }, refusal(400)),
  ),
  row(
    'WINDOW-104',
    'the first of two dates counts',
    onRequest((_, url) => {
      const twice = ['start_date', 'end_date'].filter((name) => url.searchParams.getAll(name).length > 1);
      for (const name of twice) url.searchParams.set(name, url.searchParams.get(name) ?? '');
      return twice.length > 0 ? { url: url.href } : {};
    }),
  ),
  taking('AUTH-04', 'Bearer is taken too', (given) => given === `Bearer ${KEY}`),
  row(
    'AUTH-101',
    'a missing key is not found',
    front((request) => !authorization(request), refusal(404)),
  ),
  row(
    'AUTH-101',
    'a user is told to anybody',
    onRequest((_, { pathname }) => (USER.test(pathname) ? own : {})),
  ),
  row(
    'AUTH-101',
    'events are told to anybody',
    onRequest((_, { pathname }) => (EVENTS.test(pathname) ? own : {})),
  ),
  row(
    'AUTH-101',
    'events are told to who begins with the key',
    onRequest((request, { pathname }) => (EVENTS.test(pathname) && authorization(request)?.startsWith(KEY) ? own : {})),
  ),
  row(
    'AUTH-101',
    'dates are looked at before the key',
    (right) => async (request) =>
      hasDates(request) && !authorization(request) && /_date=[^&\d]/.test(request.url)
        ? refusal(422)()
        : right(request),
  ),
  row(
    'AUTH-101',
    'the ID of a session is looked at before the key',
    (right) => async (request) =>
      EVENTS.test(pathOf(request)) && isText(pathOf(request).split('/').at(-2) ?? '') ? refusal(422)() : right(request),
  ),
  row(
    'AUTH-101',
    'the project of a user is looked up before the key',
    front((request) => USER.test(pathOf(request)) && !request.url.includes(DOCUMENTED_PROJECT_KEY), refusal(404)),
  ),
  row('AUTH-101', 'what was told of a user or a session is told again to anybody', (right) => {
    const told = new Map<string, Response>();
    return async (request) => {
      const known = told.get(request.url);
      if (known) return known.clone();
      const reply = await right(request);
      const isKept = reply.status === 200 && [USER, EVENTS].some((path) => path.test(pathOf(request)));
      if (isKept) told.set(request.url, reply.clone());
      return reply;
    };
  }),
  row('ISOLATION-101', 'an unknown project is forbidden', instead([404], refusal(403))),
  row(
    'ISOLATION-101',
    'events are of any project',
    onRequest((_, url) =>
      EVENTS.test(url.pathname) ? { url: url.href.replace(/v1\/[^/]*/, 'v1/3sWXSsqHgSKnE87YkNJK') } : {},
    ),
  ),
  row(
    'ISOLATION-102',
    'an unknown user is not found',
    front(({ url }) => /users\/nobody[^/]*\/sessions/.test(url), refusal(404)),
  ),
  row(
    'ISOLATION-104',
    'user IDs of more than 255 characters are refused',
    front(({ url }) => /users\/[^/]{256,}\/sessions/.test(url), refusal(414)),
  ),
  row(
    'ISOLATION-104',
    'a percent sign in a user ID is refused',
    front(({ url }) => /users\/[^/]*%25[^/]*\/sessions/.test(url), refusal(400)),
  ),
  row(
    'ISOLATION-103',
    'the UUID of a user is an ID too',
    onRequest((_, url) => ({ url: url.href.replace(/users\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/, ADA) })),
  ),
  row('ISOLATION-103', 'the number of a project is a key too', onProject(/^\d+$/)),
  row('REPEAT-101', 'the user is looked up by a path that all requests share', (right) => {
    let last = '';
    return async (request) => {
      if (!USER.test(pathOf(request))) return right(request);
      last = request.url;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return right(new Request(last, request));
    };
  }),
  row('REQUEST-05', 'a project key is not decoded', onProject(/%/, 'nobody')),
  row('REQUEST-12', 'dates are found in any letter case', (right) => async (request) => {
    const url = new URL(request.url);
    for (const [name, value] of [...url.searchParams]) url.searchParams.append(name.toLowerCase(), value);
    return right(/[A-Z]+_DATE/.test(url.search) ? new Request(url, request) : request);
  }),
  row(
    'REQUEST-101',
    'the events of a session can be posted for',
    front(
      (request) => request.method === 'POST' && EVENTS.test(pathOf(request)),
      () => jsonText(200, '{"data":[]}'),
    ),
  ),
  row('REQUEST-101', 'another method is not found', instead([405], refusal(404))),
  row('REQUEST-101', 'another path is a bad request', instead([404], refusal(400), /nothing-here$|sessionsx$/)),
  row(
    'ROBUST-101',
    'a refused key is told in plain text',
    instead([401, 403], ({ status }) => new Response('no', { status })),
  ),
  row(
    'ROBUST-101',
    'an unknown project is told in plain text',
    instead([404], ({ status }) => new Response('no', { status })),
  ),
  // the real servers do it
  { ...row('ROBUST-102', 'a null in the path breaks the server', (right) => right), shownBy: ['ISOLATION-02'] },
  details('USER-101', 'a user has another ID', (user) => ({ ...user, userId: 'someone' })),
  details('USER-101', 'times of a user are in seconds', (user) => ({
    ...user,
    lastSeen: Math.floor(Number(user.lastSeen) / 1000),
  })),
  details('USER-101', 'counts of a user are texts', (user) => ({ ...user, sessionCount: String(user.sessionCount) })),
  details('USER-102', 'running sessions of a user count', (user) => ({
    ...user,
    sessionCount: Number(user.sessionCount) + 6,
  })),
  details('USER-102', 'a user has 50 sessions at most', (user) => ({
    ...user,
    sessionCount: Math.min(50, Number(user.sessionCount)),
  })),
  details('USER-102', 'the first and the last session are exchanged', (user) => ({
    ...user,
    lastSeen: user.firstSeen,
    firstSeen: user.lastSeen,
  })),
  details('USER-102', 'the last time is the end of a session', (user) => ({
    ...user,
    lastSeen: Number(user.lastSeen) + 60_000,
  })),
  details('USER-103', 'dates count for a user too', (user, request) => (hasDates(request) ? null : user)),
  row(
    'USER-103',
    'a date that is no number is refused for a user too',
    front((request) => USER.test(pathOf(request)) && /_date=[a-z]/.test(request.url), refusal(422)),
  ),
  details('USER-103', 'a start alone counts for a user too', (user, { url }) =>
    /start_date=\d{9,}$/.test(url) ? { ...user, sessionCount: 1 } : user,
  ),
  row(
    'USER-103',
    'the details of a user are not found where the ID is spelled unusually',
    (right) => async (request) =>
      USER.test(pathOf(request)) && /users\/[^/]*(?:%[4-7]\w|%2[b-f]|%2[BE])/.test(pathOf(request))
        ? jsonText(200, '{"data":null}')
        : right(request),
  ),
  row(
    'USER-104',
    'an unknown user has zeros',
    onData<Row | null>(
      USER,
      (user, request) =>
        user ?? {
          userId: decodeURIComponent(pathOf(request).split('/').at(-1) ?? ''),
          sessionCount: 0,
          lastSeen: null,
          firstSeen: null,
        },
    ),
  ),
  row(
    'USER-104',
    'a user is told in any letter case',
    onRequest((_, url) =>
      USER.test(url.pathname)
        ? {
            url: url.href.replace(
              /users\/ada\.lovelace%2bshop%40example\.org$/i,
              'users/Ada.Lovelace%2Bshop%40example.org',
            ),
          }
        : {},
    ),
  ),
  event('EVENTS-101', 'types are in lower case', (one) => ({ ...one, type: String(one.type).toLowerCase() })),
  event('EVENTS-101', 'times of events are in seconds', (one) => ({
    ...one,
    timestamp: Math.floor(Number(one.timestamp) / 1000),
  })),
  event('EVENTS-101', 'message IDs are texts', (one) => ({ ...one, messageId: String(one.messageId) })),
  event('EVENTS-101', 'a path and its URL differ', (one) => ({
    ...one,
    ...(one.type === 'LOCATION' && { url: `https://${one.host}${one.path}` }),
  })),
  row(
    'EVENTS-102',
    'IDs in events are rounded',
    onTextOf(EVENTS, (text) =>
      text.replace(/"sessionId":("?)(\d+)\1/g, (_, quote, id) => `"sessionId":${quote}${toDouble(id)}${quote}`),
    ),
  ),
  events('EVENTS-103', 'the newest event comes first', (list) => [...list].reverse()),
  events('EVENTS-103', 'events come by their types', (list) =>
    [...list].sort((a, b) => String(a.type).localeCompare(String(b.type))),
  ),
  events('EVENTS-103', 'an event comes twice', (list) => list.flatMap((one, at) => (at === 1 ? [one, one] : [one]))),
  events('EVENTS-104', 'inputs are left out', (list) => list.filter(({ type }) => type !== 'INPUT')),
  row('EVENTS-104', 'the events of a running session come once it has ended', (right) => async (request) => {
    const reply = await right(request);
    const [, id] = /sessions\/(\d+)\/events/.exec(request.url) ?? [];
    if (id === undefined || reply.status !== 200) return reply;
    const list = await right(new Request(request.url.replace(/sessions\/.*/, `${ADA}/sessions`), request));
    const running = v1Face.rowsOf(await list.text()).filter(({ duration }) => duration === null);
    return running.some(({ sessionId }) => sessionId === id) ? jsonText(200, '{"data":[]}') : reply;
  }),
  events('EVENTS-104', 'three events come at most', (list) => list.slice(0, 3)),
  summary('EVENTS-104', 'a count has one too many', (session) => ({
    ...session,
    eventsCount: Number(session.eventsCount) + 1,
  })),
  event('EVENTS-105', 'times of events are of another zone', (one) => ({
    ...one,
    timestamp: Number(one.timestamp) + 7_200_000,
  })),
  events('EVENTS-106', 'the events of an unknown session are null', (list) => (list.length > 0 ? list : null)),
  row(
    'EVENTS-106',
    'a session ID is read as far as it is a number',
    asSession((id) => /^\d+/.exec(id)?.[0] ?? id),
  ),
  row(
    'EVENTS-106',
    'a session ID that is no number is unknown',
    front(
      (request) => EVENTS.test(pathOf(request)) && isText(pathOf(request).split('/').at(-2) ?? ''),
      () => jsonText(200, '{"data":[]}'),
    ),
  ),
  row('EVENTS-107', 'the last digit of a session ID does not count', (right) => async (request) => {
    const reply = await right(request.clone());
    const [, stem] = /\/sessions\/(\d{10,})\d\/events/.exec(request.url) ?? [];
    if (stem === undefined || (await reply.clone().text()) !== '{"data":[]}') return reply;
    for (const digit of '0123456789') {
      const url = request.url.replace(/\/sessions\/\d+\//, `/sessions/${stem}${digit}/`);
      const other = await right(new Request(url, request));
      if ((await other.clone().text()) !== '{"data":[]}') return other;
    }
    return reply;
  }),
  row(
    'EVENTS-107',
    'the sign of a session ID is dropped',
    asSession((id) => id.replace('-', '')),
  ),
  events('EVENTS-108', 'dates count for events too', (list, request) => {
    const start = new URL(request.url).searchParams.get('start_date');
    return list.filter(({ timestamp }) => start === null || Number(timestamp) >= Number(start));
  }),
  events('EVENTS-108', 'compressed events lack the last', (list, request) =>
    request.headers.get('accept-encoding')?.includes('gzip') ? list.slice(0, -1) : list,
  ),
  events('EVENTS-108', 'a limit is honoured by events', (list, request) =>
    list.slice(0, Number(new URL(request.url).searchParams.get('limit') ?? list.length)),
  ),
];
