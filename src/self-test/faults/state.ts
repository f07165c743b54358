import type { Face } from '../face.ts';
import type { Fault } from './fault.ts';
import { authorization, every, isList, makersOf, row } from './make.ts';

/** Faults where a request affects later ones. */
export function stateFaults(face: Face): readonly Fault[] {
  const { cached, isNothing, isWindow, nameOf, nothing, onRows } = makersOf(face);
  return [
    cached('REPEAT-03', 'a cache forgets the query', (request, url) => `${url.pathname} ${authorization(request)}`),
    cached(
      'REPEAT-03',
      'a cache forgets the end date',
      (request, url) => `${url.pathname} ${url.searchParams.get('start_date')} ${authorization(request)}`,
    ),
    cached(
      'REPEAT-03',
      'a cache forgets the user',
      (request, url, content) =>
        `${url.pathname.split('/users/')[0]} ${url.search} ${content} ${authorization(request)}`,
    ),
    row('REPEAT-03', 'dates in reverse turn the list round', (right) => {
      let isTurned = false;
      const turn = onRows((rows) => (isTurned ? [...rows].reverse() : rows))(right);
      return async (request) => {
        const { start, end } = await face.datesOf(request.clone());
        if (Number(start ?? 0) > Number(end ?? Infinity)) isTurned = !isTurned;
        return turn(request);
      };
    }),
    row('REPEAT-06', 'access is granted after many attempts', (right) => {
      let count = 0;
      return async (request) => {
        const isStranger = !request.headers.has('authorization');
        if (isStranger) count += 1;
        return isStranger && count > 1 ? nothing() : right(request);
      };
    }),
    row(
      'REPEAT-01',
      'every 2nd answer is empty',
      every(2, () => nothing()),
    ),
    row('WINDOW-09', 'a refusal spoils the next answer', (right) => {
      let isSpoilt = false;
      return async (request) => {
        const reply = isSpoilt ? nothing() : await right(request);
        isSpoilt = reply.status === 400 || reply.status === 422;
        return reply;
      };
    }),
    row('REPEAT-04', 'requests at the same time share their window', (right) => {
      let last: Request | undefined;
      return async (request) => {
        last = request.clone();
        await new Promise((resolve) => setTimeout(resolve, 2));
        return right(new Request(last.clone(), { headers: request.headers }));
      };
    }),
    row('REPEAT-21', 'after 3 strangers the known are strangers too', (right) => {
      const strangers = new Set<string>();
      return async (request) => {
        const reply = await right(request.clone());
        if (reply.status !== 200 || !isList(request)) return reply;
        if ((await isNothing(reply)) && !(await isWindow(request))) strangers.add(request.url);
        return strangers.size < 3 ? reply : nothing();
      };
    }),
    row('REPEAT-21', 'every 7th answer comes in reverse', (right) => {
      let count = 0;
      return onRows((events) => {
        count += 1;
        return count % 7 === 0 ? events.reverse() : events;
      })(right);
    }),
    row('REPEAT-21', 'after 5 windows each further one is the first', (right) => {
      const windows = new Map<string, Response>();
      return async (request) => {
        if (!isList(request) || !(await isWindow(request))) return right(request);
        const [oldest] = windows.values();
        if (windows.size >= 5 && oldest) return oldest.clone();
        const reply = await right(request.clone());
        if (reply.status === 200) windows.set(await nameOf(request), reply.clone());
        return reply;
      };
    }),
    row('REPEAT-02', 'reading records a visit', (right) => {
      let count = 0;
      return onRows((events) => {
        count += 1;
        const last = events.at(-1);
        return last ? [...events, ...Array.from({ length: count }, (_, index) => face.after(last, index + 1))] : events;
      })(right);
    }),
    row(
      'REPEAT-05',
      'any condition is met',
      (right) => async (request) =>
        request.headers.has('if-none-match') ? new Response(null, { status: 304 }) : right(request),
    ),
    row('REPEAT-06', 'the list is gone after 3 reads', (right) => {
      let count = 0;
      return onRows((events) => {
        count += 1;
        return count > 3 ? [] : events;
      })(right);
    }),
  ];
}
