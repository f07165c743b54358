import { LIST, pathOf } from '../deployed/make.ts';
import type { Fault } from '../fault.ts';
import { row } from '../make.ts';
import { bodyOf, onAsk } from './ask.ts';
import { FIRST_DATE, LAST_DATE, nothing, number, onRows } from './make.ts';

/** Faults in what the dates of a body keep. */
export const windowFaults: readonly Fault[] = [
  row(
    'WINDOW-201',
    'dates are not cut',
    onAsk(LIST, (body) =>
      number(body.endTimestamp) % 1000 === 999
        ? undefined
        : { ...body, startTimestamp: number(body.startTimestamp) + 999 },
    ),
  ),
  row(
    'WINDOW-201',
    'the last second is left out',
    onAsk(LIST, (body) => ({ ...body, endTimestamp: number(body.endTimestamp) - 1000 })),
  ),
  row('WINDOW-202', 'a count is that of the whole session', (right) => {
    const most = new Map<unknown, number>();
    return onRows((sessions) =>
      sessions.map((session) => {
        const eventsCount = Math.max(most.get(session.sessionId) ?? 0, number(session.eventsCount));
        most.set(session.sessionId, eventsCount);
        return { ...session, eventsCount };
      }),
    )(right);
  }),
  row(
    'WINDOW-203',
    'an end that is left out is now',
    onAsk(LIST, (body) => (body.endTimestamp === undefined ? { ...body, endTimestamp: LAST_DATE } : undefined)),
  ),
  row(
    'WINDOW-203',
    'an early start is accepted',
    onAsk(LIST, (body) =>
      body.startTimestamp && number(body.startTimestamp) < FIRST_DATE
        ? { ...body, startTimestamp: FIRST_DATE }
        : undefined,
    ),
  ),
  row(
    'WINDOW-203',
    'an end at the start is accepted',
    onAsk(LIST, (body) =>
      body.endTimestamp === body.startTimestamp ? { ...body, endTimestamp: number(body.endTimestamp) + 1 } : undefined,
    ),
  ),
  row(
    'WINDOW-204',
    'a date may be a text',
    onAsk(LIST, (body) =>
      typeof body.startTimestamp === 'string'
        ? { ...body, startTimestamp: number(body.startTimestamp) || 'x' }
        : undefined,
    ),
  ),
  row(
    'WINDOW-204',
    'a limit may be a text',
    onAsk(LIST, (body) => (typeof body.limit === 'string' ? { ...body, limit: number(body.limit) } : undefined)),
  ),
  row(
    'WINDOW-204',
    'a page of true is the first',
    onAsk(LIST, (body) => (body.page === true ? { ...body, page: 1 } : undefined)),
  ),
  row('WINDOW-205', 'a window that ends after the year 2038 is empty', (right) => async (request) => {
    const { endTimestamp } = (LIST.test(pathOf(request)) && (await bodyOf(request))) || {};
    return number(endTimestamp) > 2 ** 31 * 1000 ? nothing() : right(request);
  }),
];
