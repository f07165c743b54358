import { LIST, omit, onTextOf } from '../deployed/make.ts';
import type { Fault } from '../fault.ts';
import { row } from '../make.ts';
import { onAsk } from './ask.ts';
import { list, number, onRows, visit } from './make.ts';

/** Faults in the lists of v2. */
export const replyFaults: readonly Fault[] = [
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
    'the oldest session is first',
    onRows((sessions) => [...sessions].reverse()),
  ),
  row(
    'ORDER-201',
    'a session is listed twice',
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
];
