import { DEVELOPMENT_KEY as KEY } from '../../index.ts';
import type { Face } from '../face.ts';
import { type Fault, json, onRefusal } from './fault.ts';
import { authorization, decode, elsewhere, every, isList, row } from './make.ts';

const quoting = (reply: Response, text: string) =>
  new Response(`{"errors":["no: ${text}"]}`, { status: reply.status, headers: { 'content-type': 'application/json' } });

/** Faults in the answers to odd requests, and in refusals. */
export function robustFaults(face: Face): readonly Fault[] {
  const isHalfOpen = async (request: Request) => {
    const { start, end } = await face.datesOf(request);
    return isList(request) && start !== undefined && end === undefined;
  };
  return [
    row(
      'ROBUST-05',
      'every 15th request fails',
      every(15, () => json(500, { errors: ['busy'] })),
    ),
    row(
      'ROBUST-01',
      'broken encoding breaks the server',
      (right) => async (request) =>
        /%(?![0-9A-F]{2})/i.test(request.url) ? json(500, { errors: ['URI malformed'] }) : right(request),
    ),
    row(
      'ROBUST-02',
      'long IDs break the server',
      (right) => async (request) => (request.url.length > 3_000 ? json(500, { errors: ['too long'] }) : right(request)),
    ),
    row('ROBUST-03', 'paths are matched by prefix', elsewhere(/\/sessions?[^?]*/, '/sessions')),
    row(
      'ROBUST-04',
      'a connection breaks off',
      every(10, () => Promise.reject(new TypeError('fetch failed'))),
    ),
    row(
      'ROBUST-06',
      'paths are redirected to a slash',
      (right) => async (request) =>
        (await isHalfOpen(request))
          ? new Response(null, { status: 301, headers: { location: '/x/' } })
          : right(request),
    ),
    row(
      'ROBUST-07',
      'refusals are plain text',
      onRefusal(async (reply) => new Response('no', { status: reply.status })),
    ),
    row(
      'ROBUST-07',
      'refusals have no body',
      onRefusal(async (reply) => new Response(null, { status: reply.status })),
    ),
    row(
      'ROBUST-07',
      'refused dates are HTML',
      onRefusal(async (reply) =>
        reply.status === 400
          ? new Response('<h1>Bad</h1>', { status: 400, headers: { 'content-type': 'text/html' } })
          : reply,
      ),
    ),
    row(
      'ROBUST-08',
      'refusals carry data',
      onRefusal((reply) => json(reply.status, { errors: ['no'], data: [{ sessionId: 1 }] })),
    ),
    row(
      'ROBUST-09',
      'refusals show a stack trace',
      onRefusal((reply) => json(reply.status, { errors: ['x'], stack: new Error('x').stack })),
    ),
    row(
      'ROBUST-09',
      'refusals show a query',
      onRefusal((reply) => json(reply.status, { errors: ["SELECT * FROM events WHERE user_id = 'x'"] })),
    ),
    row(
      'ROBUST-10',
      'refusals repeat the key',
      onRefusal((reply, request) => json(reply.status, { errors: [`wrong key ${authorization(request)}`] })),
    ),
    row(
      'ROBUST-10',
      'refusals show half of the right key',
      onRefusal((reply) => json(reply.status, { errors: [`not ${KEY.slice(0, Math.ceil(KEY.length / 2))}…`] })),
    ),
    row('ROBUST-10', 'a header repeats the key', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('x-debug', authorization(request) ?? '');
      return reply;
    }),
    row(
      'ROBUST-10',
      'refusals repeat the key in Base64',
      onRefusal((reply, request) => json(reply.status, { seen: btoa(face.keyOf(authorization(request) ?? '')) })),
    ),
    row(
      'ROBUST-07',
      'a quote in a date breaks the JSON of its refusal',
      onRefusal((reply, request) => quoting(reply, new URL(request.url).searchParams.get('start_date') ?? '')),
    ),
    row(
      'ROBUST-09',
      'refusals show the address of the database',
      onRefusal((reply) => json(reply.status, { errors: ['postgres://app:hush@db.internal/prod'] })),
    ),
    row('ROBUST-01', 'text in the path becomes a header', (right) => async (request) => {
      const [, name = '', value = ''] = /\r\n([\w-]+): (\w+)/.exec(decode(new URL(request.url).pathname)) ?? [];
      const reply = await right(request);
      if (name) reply.headers.set(name, value);
      return reply;
    }),
    row('ROBUST-11', 'the compression is not one that was offered', (right) => async (request) => {
      const reply = await right(request);
      if (request.headers.get('accept-encoding')?.includes('gzip')) reply.headers.set('content-encoding', 'zstd');
      return reply;
    }),
    row('ROBUST-11', 'everything is compressed', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('content-encoding', 'gzip');
      return reply;
    }),
    row(
      'ROBUST-13',
      'unknown paths are HTML',
      onRefusal(async (reply) =>
        reply.status === 404
          ? new Response('<h1>404</h1>', { status: 404, headers: { 'content-type': 'text/html' } })
          : reply,
      ),
    ),
    row(
      'ROBUST-10',
      'refusals show the right key',
      onRefusal((reply) => json(reply.status, { errors: [`the key is ${KEY}`] })),
    ),
    row(
      'ROBUST-14',
      'a date is refused in plain text where all else is JSON',
      onRefusal(async (reply) =>
        reply.status === 400 || reply.status === 422
          ? new Response('no date', { status: 422, headers: { 'content-type': 'text/plain' } })
          : reply,
      ),
    ),
    row('ROBUST-12', 'shared caches may keep replies for longer than browsers', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('cache-control', 'max-age=0, s-maxage=600');
      return reply;
    }),
    row('ROBUST-12', 'shared caches may store replies', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('cdn-cache-control', 'max-age=300');
      return reply;
    }),
    {
      ...row(
        'ROBUST-15',
        'error pages show the requested path unescaped',
        onRefusal(
          async (reply, request) =>
            new Response(`<h1>${decode(request.url)} ${await request.clone().text()}</h1>`, {
              status: reply.status,
              headers: { 'content-type': 'text/html' },
            }),
        ),
      ),
      shownBy: ['REQUEST-08', 'WINDOW-09'],
    },
    {
      ...row('ROBUST-15', 'a page for unknown paths shows the path unescaped', (right) => async (request) => {
        const path = decode(new URL(request.url).pathname);
        if (/\/(?:sessions|users|projects)$/.test(path)) return right(request);
        return new Response(`<h1>${path}</h1>`, { status: 404, headers: { 'content-type': 'text/html' } });
      }),
      shownBy: ['ROBUST-03'],
    },
    row('ROBUST-12', 'shared caches may keep replies', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('cache-control', 'public, max-age=60');
      return reply;
    }),
  ];
}
