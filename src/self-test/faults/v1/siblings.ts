import type { Row } from '../../face.ts';
import { v1Face } from '../../faces/v1.ts';
import { EVENTS, front, onData, onTextOf, pathOf, refusal, USER } from '../deployed/make.ts';
import { type Fault, onRequest } from '../fault.ts';
import { jsonText, row } from '../make.ts';
import { ADA, asSession, details, event, events, hasDates, isText, summary, toDouble } from './make.ts';

/** Faults in the details of a user, and in the events of a session. */
export const siblingFaults: readonly Fault[] = [
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
    'a user is also found by the UUID of a session',
    onRequest((_, url) =>
      USER.test(url.pathname) ? { url: url.href.replace(/users\/[0-9a-f]{8}-[0-9a-f-]{27}$/, ADA) } : {},
    ),
  ),
  row(
    'USER-104',
    'a user is found in any letter case',
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
  events('EVENTS-103', 'the newest event is first', (list) => [...list].reverse()),
  events('EVENTS-103', 'events are sorted by type', (list) =>
    [...list].sort((a, b) => String(a.type).localeCompare(String(b.type))),
  ),
  events('EVENTS-103', 'an event is listed twice', (list) =>
    list.flatMap((one, at) => (at === 1 ? [one, one] : [one])),
  ),
  events('EVENTS-104', 'inputs are left out', (list) => list.filter(({ type }) => type !== 'INPUT')),
  row('EVENTS-104', 'the events of a running session come once it has ended', (right) => async (request) => {
    const reply = await right(request);
    const [, id] = /sessions\/(\d+)\/events/.exec(request.url) ?? [];
    if (id === undefined || reply.status !== 200) return reply;
    const list = await right(new Request(request.url.replace(/sessions\/.*/, `${ADA}/sessions`), request));
    const running = v1Face.rowsOf(await list.text()).filter(({ duration }) => duration === null);
    return running.some(({ sessionId }) => sessionId === id) ? jsonText(200, '{"data":[]}') : reply;
  }),
  events('EVENTS-104', 'at most three events are listed', (list) => list.slice(0, 3)),
  summary('EVENTS-104', 'a count has one too many', (session) => ({
    ...session,
    eventsCount: Number(session.eventsCount) + 1,
  })),
  event('EVENTS-105', 'times of events are of another zone', (one) => ({
    ...one,
    timestamp: Number(one.timestamp) + 7_200_000,
  })),
  summary('EVENTS-109', 'durations are in microseconds', (session) => ({
    ...session,
    duration: typeof session.duration === 'number' ? session.duration * 1_000 : session.duration,
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
