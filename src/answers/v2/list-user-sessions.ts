import { refuse } from '../../api/problem.ts';
import type { ValuesOf } from '../../api/v2/fields.ts';
import { listUserSessions } from '../../api/v2/operations.ts';
import { userSessionsBody } from '../../api/v2/requests.ts';
import { createRow } from '../../serve/row.ts';
import type { Backend } from '../../serve/service.ts';
import { compareIds, type StoredEvent } from '../../store/analytics.ts';
import { pageOf } from './paging.ts';
import { readBody } from './read-body.ts';
import { readWindow, type Window } from './window.ts';
import { writeData } from './write.ts';

/** Answers `listUserSessions`: the events in the window, by session. */
export const listUserSessionsRow = createRow<Backend, typeof listUserSessions>(
  listUserSessions,
  async ({ loadAnalytics }, { path: { projectKey, userId }, body }) => {
    const read = readBody(userSessionsBody, body);
    if ('refusal' in read) return read.refusal;
    const { startTimestamp, endTimestamp } = read.values;
    const window = readWindow(startTimestamp, endTimestamp);
    if (!window) return refuse(500, 'failed to get user sessions');
    const analytics = await loadAnalytics();
    return write(await analytics.ofUser(projectKey, userId), window, read.values);
  },
);

function write(events: readonly StoredEvent[], window: Window, values: ValuesOf<typeof userSessionsBody.fields>) {
  const { total, rows } = pageOf(toRows(events, window, values.sortOrder === 'asc' ? 1 : -1), values);
  return writeData({ total, sessions: rows.length > 0 ? rows : null });
}

interface SessionRow {
  readonly sessionId: string;
  eventsCount: number;
  startTs: number;
  endTs: number;
}

/** Groups the events in a window by session, sorted by the first event. */
function toRows(events: readonly StoredEvent[], { from, to }: Window, direction: 1 | -1): SessionRow[] {
  const rows = new Map<string, SessionRow>();
  for (const { sessionId, createdAt } of events) {
    if (createdAt < from || createdAt > to) continue;
    const row = rows.get(sessionId);
    if (!row) {
      rows.set(sessionId, { sessionId, eventsCount: 1, startTs: createdAt, endTs: createdAt });
      continue;
    }
    row.eventsCount += 1;
    row.startTs = Math.min(row.startTs, createdAt);
    row.endTs = Math.max(row.endTs, createdAt);
  }
  return [...rows.values()].sort((a, b) => direction * (a.startTs - b.startTs || compareIds(a.sessionId, b.sessionId)));
}
