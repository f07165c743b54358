import { type Fault, json, onEvents } from './fault.ts';
import { authorization, cached, every, row } from './make.ts';

/** What requests leave behind, gone wrong. */
export const stateFaults: readonly Fault[] = [
  cached('REPEAT-03', 'a cache forgets the query', (request, url) => `${url.pathname} ${authorization(request)}`),
  cached(
    'REPEAT-03',
    'a cache forgets the end date',
    (request, url) => `${url.pathname} ${url.searchParams.get('start_date')} ${authorization(request)}`,
  ),
  cached(
    'REPEAT-03',
    'a cache forgets the user',
    (request, url) => `${url.pathname.split('/')[3]} ${url.search} ${authorization(request)}`,
  ),
  row('REPEAT-06', 'the door gives way to those who knock often', (right) => {
    let count = 0;
    return async (request) => {
      const isStranger = !request.headers.has('authorization');
      if (isStranger) count += 1;
      return isStranger && count > 1 ? json(200, { data: [] }) : right(request);
    };
  }),
  row(
    'REPEAT-01',
    'every 2nd answer is empty',
    every(2, () => json(200, { data: [] })),
  ),
  row('WINDOW-09', 'a refusal spoils the next answer', (right) => {
    let isSpoilt = false;
    return async (request) => {
      const reply = isSpoilt ? json(200, { data: [] }) : await right(request.clone());
      isSpoilt = reply.status === 400;
      return reply;
    };
  }),
  row('REPEAT-04', 'requests at the same time share their window', (right) => {
    let url = '';
    return async (request) => {
      url = request.url;
      await new Promise((resolve) => setTimeout(resolve, 2));
      return right(new Request(url, request));
    };
  }),
  row('REPEAT-21', 'after 4 strangers the known are strangers too', (right) => {
    const strangers = new Set<string>();
    return async (request) => {
      const reply = await right(request.clone());
      if (reply.status !== 200 || request.method !== 'GET') return reply;
      const isEmpty = (await reply.clone().text()) === '{"data":[]}';
      if (isEmpty && !request.url.includes('?')) strangers.add(request.url);
      return strangers.size < 4 ? reply : json(200, { data: [] });
    };
  }),
  row('REPEAT-21', 'every 7th answer comes in reverse', (right) => {
    let count = 0;
    return onEvents((events) => {
      count += 1;
      return count % 7 === 0 ? events.reverse() : events;
    })(right);
  }),
  row('REPEAT-21', 'after 5 windows each further one is the first', (right) => {
    const windows = new Map<string, Response>();
    return async (request) => {
      if (!request.url.includes('_date')) return right(request);
      const [oldest] = windows.values();
      if (windows.size >= 5 && oldest) return oldest.clone();
      const reply = await right(request.clone());
      if (reply.status === 200) windows.set(request.url, reply.clone());
      return reply;
    };
  }),
  row('REPEAT-02', 'reading records a visit', (right) => {
    let count = 0;
    return onEvents((events) => {
      count += 1;
      const last = events.at(-1);
      return last
        ? [
            ...events,
            ...Array.from({ length: count }, (_, index) => ({
              ...last,
              messageId: last.messageId + index + 1,
              timestamp: last.timestamp + index,
            })),
          ]
        : events;
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
    return onEvents((events) => {
      count += 1;
      return count > 3 ? [] : events;
    })(right);
  }),
];
