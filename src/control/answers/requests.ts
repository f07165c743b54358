import { refuse } from '../../api/problem.ts';
import { deleteRequests, getRequests, streamRequests } from '../../kit/control/request-operations.ts';
import { entriesAfter, latestEntries } from '../request-page.ts';
import { type ControlRow, row } from '../row.ts';

/** The request log. */
export const requestRows: readonly ControlRow[] = [
  row(getRequests, ({ mock }, { query: { after, limit, studio } }) =>
    after === undefined
      ? latestEntries(mock.requests, limit, { studio })
      : entriesAfter(mock.requests, after, limit, { studio }),
  ),
  row(deleteRequests, ({ mock }) => mock.requests.clear(), 'requests'),
  row(streamRequests, ({ watchers, lastEventId }, { query: { after, studio } }) => {
    if (lastEventId === undefined) return watchers.watch(after, { studio });
    if (/^\d{1,15}$/.test(lastEventId)) return watchers.watch(Number(lastEventId), { studio });
    return refuse(400, `Last-Event-ID: must be the ID of a request, received ${JSON.stringify(lastEventId)}.`);
  }),
];
