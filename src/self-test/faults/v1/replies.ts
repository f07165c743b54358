import type { Row } from '../../face.ts';
import { v1Face } from '../../faces/v1.ts';
import { LIST, omit, onData, onTextOf } from '../deployed/make.ts';
import type { Fault } from '../fault.ts';
import { row } from '../make.ts';
import { hasDates, idOf, lacking, onRows, summary, toDouble } from './make.ts';

/** Faults in sessions and their lists. */
export const replyFaults: readonly Fault[] = [
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
    'the newest session is first',
    onRows((sessions) => [...sessions].reverse()),
  ),
  row(
    'ORDER-101',
    'sessions are sorted by start',
    onRows((sessions) => [...sessions].sort((a, b) => Number(a.startTs) - Number(b.startTs))),
  ),
  row(
    'ORDER-101',
    'IDs are put in the order of texts',
    onRows((sessions) => [...sessions].sort((a, b) => (String(a.sessionId) < String(b.sessionId) ? -1 : 1))),
  ),
  row(
    'ORDER-101',
    'a session is listed twice',
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
];
