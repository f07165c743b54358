import type { getUserSessions } from '../../api/documented/operations.ts';
import { getUserSessionsHead, type QueryParameters } from '../../api/documented/request.ts';
import { JsonText } from '../../serve/reply.ts';
import { createLateRow } from '../../serve/row.ts';
import type { Backend } from '../../serve/service.ts';
import type { EventBuffer } from '../../store/event-buffer.ts';
import { readDates } from './read-dates.ts';
import { findRuns, type WindowMode } from './window.ts';

/** The text around the events. */
const FRAME = { head: '{"data":[', tail: ']}' };

/** A user ID of up to this many UTF-16 units, and not empty, always matches its schema. */
const SHORT_ID = 256;

/** Answers `getUserSessions`: find the events, cut the window. */
export const getUserSessionsRow = createLateRow<Backend, typeof getUserSessions>(
  {
    head: getUserSessionsHead,
    status: 200,
    load: () => import('../../api/documented/operations.ts').then(({ getUserSessions }) => getUserSessions),
  },
  ({ find, window: mode }, { path: { projectKey, userId }, query }) => {
    const found = find(projectKey, userId);
    return found instanceof Promise ? found.then((events) => write(events, query, mode)) : write(found, query, mode);
  },
  {
    path: ({ projectKey, userId }) =>
      projectKey && userId && userId.length <= SHORT_ID ? { projectKey, userId } : undefined,
    query: readDates,
  },
);

function write(events: EventBuffer, window: QueryParameters, mode: WindowMode): JsonText {
  return new JsonText(events.pieces(findRuns(events, window, mode), FRAME));
}
