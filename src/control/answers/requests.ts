import { refuse } from '../../api/problem.ts';
import { deleteRequests, getRequests, streamRequests } from '../../kit/control/request-operations.ts';
import { entriesAfter, latestEntries } from '../request-page.ts';
import { type ControlRow, row } from '../row.ts';

/** The request log. */
export const requestRows: readonly ControlRow[] = [
  row(getRequests, ({ mock }, { query: { after, limit } }) =>
    after === undefined ? latestEntries(mock.requests, limit) : entriesAfter(mock.requests, after, limit),
  ),
  row(deleteRequests, ({ mock }) => mock.requests.clear(), 'requests'),
  row(streamRequests, ({ watchers, lastEventId }, { query: { after } }) => {
    if (lastEventId === undefined) return watchers.watch(after);
    if (/^\d{1,15}$/.test(lastEventId)) return watchers.watch(Number(lastEventId));
    return refuse(400, `Last-Event-ID: must be the ID of a request, received ${JSON.stringify(lastEventId)}.`);
  }),
];
