import { LIST, omit, pathOf } from '../deployed/make.ts';
import type { Fault } from '../fault.ts';
import { row } from '../make.ts';
import { bodyOf, onAsk } from './ask.ts';
import { isNothing, list, number, onRows } from './make.ts';

/** Faults in pages, their order and the total. */
export const pageFaults: readonly Fault[] = [
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
    'a page without a limit contains 20 sessions',
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
  row(
    'PAGE-206',
    'a page has 32 bits',
    onAsk(LIST, (body) => (number(body.page) > 0 ? { ...body, page: number(body.page) % 2 ** 32 } : undefined)),
  ),
  row('PAGE-206', 'a page after the last is the first', (right) => async (request) => {
    const body = await bodyOf(request);
    const again = request.clone();
    const reply = await right(request);
    if (!LIST.test(pathOf(again)) || number(body?.page ?? 1) < 2 || !(await isNothing(reply))) return reply;
    return right(new Request(again, { body: JSON.stringify({ ...body, page: 1 }) }));
  }),
];
