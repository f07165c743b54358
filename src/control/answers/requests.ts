import { refuse } from '../../api/problem.ts';
import { lastEventIdHeader } from '../../kit/control/parameters.ts';
import { deleteRequests, getRequests, streamRequests } from '../../kit/control/request-operations.ts';
import { INTERNALS } from '../../mock/internals.ts';
import { entriesAfter, latestEntries } from '../request-page.ts';
import { type ControlRow, row } from '../row.ts';

export const requestRows: readonly ControlRow[] = [
  row(getRequests, async ({ mock }, { query: { after, limit, studio } }) => {
    const kept = await mock[INTERNALS].log.list();
    return after === undefined ? latestEntries(kept, { limit, studio }) : entriesAfter(kept, after, { limit, studio });
  }),
  row(deleteRequests, ({ mock }) => mock[INTERNALS].log.clear(), 'requests'),
  row(streamRequests, ({ watchers, lastEventId }, { query: { after, studio } }) => {
    const { success, data: seen } = lastEventIdHeader.safeParse(lastEventId);
    if (!success)
      return refuse(400, `Last-Event-ID: must be the ID of a request, received ${JSON.stringify(lastEventId)}.`);
    return watchers.watch(seen === undefined ? after : Number(seen), { studio });
  }),
];
