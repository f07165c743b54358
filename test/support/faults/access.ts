import { DEVELOPMENT_KEY as KEY } from '../../../src/index.ts';
import { EMPTY_USER, OTHER_KEY, OTHER_PROJECT } from '../full-world.ts';
import { type Fault, json, onEvents, onRefusal, onRequest, type Serve } from './fault.ts';

const row = (breaks: string, name: string, wrap: Fault['wrap']): Fault => ({ name, breaks, wrap });
/** Takes for the right key what `isRight` says is one. */
const taking = (breaks: string, name: string, isRight: (given: string, url: URL) => boolean): Fault =>
  row(
    breaks,
    name,
    onRequest((request, url) =>
      isRight(request.headers.get('authorization') ?? '', url) ? { authorization: KEY } : {},
    ),
  );
const respell = (breaks: string, name: string, change: (userId: string) => string): Fault =>
  row(
    breaks,
    name,
    onRequest((_, url) => ({
      url: url.href.replace(/users\/([^/?]*)/, (_all, segment) => `users/${encode(change(decode(segment)))}`),
    })),
  );
const encode = (text: string) => encodeURIComponent(text);
const decode = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const every =
  (n: number, broken: () => Response | Promise<Response>): Fault['wrap'] =>
  (right) => {
    let count = 0;
    return async (request) => {
      count += 1;
      return count % n === 0 ? broken() : right(request);
    };
  };
/** Answers from a cache whose key leaves something out. */
const cached = (
  breaks: string,
  name: string,
  keyOf: (request: Request, url: URL) => string,
  isStored = (reply: Response) => reply.status === 200,
): Fault =>
  row(breaks, name, (right) => {
    const cache = new Map<string, Response>();
    return async (request) => {
      const key = keyOf(request, new URL(request.url));
      const known = cache.get(key);
      if (known) return known.clone();
      const reply = await right(request);
      if (isStored(reply)) cache.set(key, reply.clone());
      return reply;
    };
  });
const authorization = (request: Request) => request.headers.get('authorization');
const DOCUMENTED = 'mickael@openreplay.com';
const elsewhere = (from: RegExp, to: string): Fault['wrap'] =>
  onRequest((_, url) => ({ url: url.href.replace(from, to) }));
const strangerTo = (right: Serve, userId: string) => async (request: Request) => {
  const reply = await right(request.clone());
  const isEmpty = reply.status === 200 && request.method === 'GET' && (await reply.clone().text()) === '{"data":[]}';
  if (!isEmpty) return reply;
  return right(new Request(request.url.replace(/users\/[^/?]*/, `users/${encode(userId)}`), request));
};

/** Who gets in, whose data comes back, and what is left behind, gone wrong. `userId` is the user of the run. */
export function accessFaults(userId: string): readonly Fault[] {
  return [
    taking('AUTH-01', 'no key is asked for', () => true),
    taking('AUTH-01', 'a missing key is let in', (given) => given === ''),
    taking('AUTH-02', 'any key will do', (given) => given !== ''),
    taking('AUTH-02', 'a key of the right length will do', (given) => given.length === KEY.length),
    taking('AUTH-03', 'the first 8 characters count', (given) => given.slice(0, 8) === KEY.slice(0, 8)),
    taking('AUTH-03', 'the case of the key is ignored', (given) => given.toLowerCase() === KEY.toLowerCase()),
    taking('AUTH-03', 'a key that starts right will do', (given) => given.startsWith(KEY)),
    taking('AUTH-03', 'a key that contains the right one will do', (given) => given.includes(KEY)),
    taking('AUTH-03', 'a part of the key will do', (given) => given !== '' && KEY.includes(given)),
    taking('AUTH-03', 'the last 8 characters count', (given) => given.slice(-8) === KEY.slice(-8)),
    taking('AUTH-03', 'the key is percent-decoded', (given) => decode(given) === KEY),
    taking('AUTH-04', 'a scheme is stripped', (given) => given.replace(/^\w+ /, '') === KEY),
    taking('AUTH-05', 'the key may stand in the query', (_, url) => [...url.searchParams.values()].includes(KEY)),
    row(
      'AUTH-02',
      'refusals have status 200',
      onRefusal((reply) => (reply.status === 401 ? json(200, { errors: ['no'] }) : reply)),
    ),
    row(
      'AUTH-01',
      'refusals redirect to a login',
      onRefusal((reply) =>
        reply.status === 401 ? new Response(null, { status: 302, headers: { location: '/login' } }) : reply,
      ),
    ),
    cached('AUTH-06', 'a cache forgets the key', (_, url) => url.href),
    cached(
      'AUTH-06',
      'a cache keeps refusals',
      (request, url) => `${request.method} ${url.pathname}`,
      (reply) => reply.status === 401,
    ),
    row('AUTH-06', 'who was let in stays in', (right) => {
      let wasIn = false;
      return async (request) => {
        const headers = new Headers(request.headers);
        if (wasIn && !headers.has('authorization')) headers.set('authorization', KEY);
        wasIn ||= headers.get('authorization') === KEY;
        return right(new Request(request.url, { method: request.method, headers }));
      };
    }),
    row(
      'AUTH-07',
      'projects are looked up before the key',
      (right) => async (request) =>
        new URL(request.url).pathname.includes('/3sWXSsqHgSKnE87YkNJK/')
          ? right(request)
          : json(404, { errors: ['no such project'] }),
    ),
    row('AUTH-07', 'the refusal names unknown users', (right) => async (request) => {
      const reply = await right(request.clone());
      return reply.status === 401 && request.url.includes('nobody') ? json(401, { errors: ['unknown user'] }) : reply;
    }),
    row(
      'AUTH-08',
      'HEAD is open to all',
      (right) => async (request) => (request.method === 'HEAD' ? new Response(null, { status: 200 }) : right(request)),
    ),
    taking('AUTH-08', 'a start date opens the door', (_, url) => url.searchParams.has('start_date')),
    row(
      'AUTH-08',
      'a slash at the end opens the door',
      (right) => async (request) =>
        new URL(request.url).pathname.endsWith('/sessions/') ? json(200, { data: [] }) : right(request),
    ),
    taking('AUTH-08', 'a debug parameter opens the door', (_, url) => url.searchParams.has('debug')),

    row('REQUEST-04', 'user IDs are not decoded', elsewhere(/(?<=users\/[^/?]*)%/g, '%25')),
    row('REQUEST-04', 'plus means space in the path', elsewhere(/(?<=users\/[^/?]*)\+(?=[^/?]*\/)/, '%20')),
    row(
      'REQUEST-06',
      'unknown parameters are refused',
      (right) => async (request) =>
        [...new URL(request.url).searchParams.keys()].some((name) => !/^(start|end)_date$/.test(name))
          ? json(400, { errors: ['unknown parameter'] })
          : right(request),
    ),
    row(
      'REQUEST-06',
      'a limit is honoured',
      onEvents((events, request) =>
        events.slice(0, Number(new URL(request.url).searchParams.get('limit') ?? Infinity)),
      ),
    ),
    row(
      'REQUEST-03',
      'an origin is refused',
      (right) => async (request) =>
        request.headers.has('origin') ? json(403, { errors: ['origin'] }) : right(request),
    ),
    row(
      'REQUEST-02',
      'a content type makes the server read a body',
      (right) => async (request) =>
        request.headers.get('content-type') ? json(400, { errors: ['no body'] }) : right(request),
    ),
    row(
      'REQUEST-08',
      'unicode in a user ID breaks the server',
      (right) => async (request) =>
        /%[C-F]/.test(new URL(request.url).pathname) ? json(500, { errors: ['oops'] }) : right(request),
    ),
    row(
      'REQUEST-11',
      'POST is answered like GET',
      (right) => (request) => right(new Request(request.url, { headers: request.headers })),
    ),

    row('REQUEST-01', 'the endpoint is somewhere else', () => async () => json(404, { errors: ['nothing here'] })),
    row('REQUEST-05', 'project keys are not decoded', elsewhere(/(?<=app\/[^/]*)%/, '%25')),
    row(
      'REQUEST-07',
      'the end date counts only behind the start date',
      (right) => async (request) =>
        /end_date=.*start_date=/.test(request.url)
          ? right(new Request(request.url.replace(/end_date=\d+&/, ''), request))
          : right(request),
    ),
    row('REQUEST-07', 'names of parameters are not decoded', elsewhere(/start%5Fdate/i, 'x')),
    row(
      'REQUEST-09',
      'compressed replies are empty',
      (right) => async (request) =>
        request.headers.get('accept-encoding')?.includes('gzip') ? json(200, { data: [] }) : right(request),
    ),
    row(
      'REQUEST-10',
      'HEAD is forbidden',
      (right) => async (request) => (request.method === 'HEAD' ? new Response(null, { status: 400 }) : right(request)),
    ),
    taking('AUTH-09', 'any key of the house opens any project', (given) => given === OTHER_KEY),
    row('ISOLATION-06', 'all users share their sessions', elsewhere(/users\/mickael[^/]*/, `users/${encode(userId)}`)),
    row(
      'ISOLATION-07',
      'projects share their users',
      elsewhere(new RegExp(`app/${OTHER_PROJECT}`), 'app/3sWXSsqHgSKnE87YkNJK'),
    ),
    row(
      'ISOLATION-08',
      'no events count as an error',
      (right) => async (request) =>
        request.url.includes(encode(EMPTY_USER)) ? json(400, { errors: ['no events'] }) : right(request),
    ),
    row(
      'ORDER-05',
      'session IDs fall',
      onEvents((events) => events.map((event) => ({ ...event, sessionId: 9e15 - event.sessionId }))),
    ),
    row('WINDOW-10', 'dates are trimmed', elsewhere(/_date=(?:%20|%0A|%2B|\+)*(\d+)(?:%20|%0A|\+)*/gi, '_date=$1')),
    row(
      'WINDOW-11',
      'a bad date is ignored beside a good one',
      elsewhere(/(start_date=abc&(?=end_date=\d))|((?<=start_date=\d.*)&end_date=abc)/, ''),
    ),

    respell('ISOLATION-02', 'the case of user IDs is ignored', (id) =>
      id.toLowerCase() === userId.toLowerCase() ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are trimmed', (id) => id.trim()),
    respell('ISOLATION-02', 'user IDs are decoded twice', (id) => decode(id)),
    respell('ISOLATION-02', 'a plus in a user ID means space', (id) => (id === userId ? id : id.replaceAll(' ', '+'))),
    respell('ISOLATION-02', 'tags are cut off user IDs', (id) =>
      userId.startsWith(id.split('@')[0] ?? '') && id !== '' ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are patterns', (id) =>
      new RegExp(`^${id.replace(/[+()[\]{}\\^$|?*]/g, '\\$&')}$`).test(userId) ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are prefixes', (id) => (userId.startsWith(id) ? userId : id)),
    respell('ISOLATION-02', 'user IDs are cut at 20 characters', (id) =>
      id.slice(0, 20) === userId.slice(0, 20) ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs end at a null', (id) => id.split('\0')[0] ?? ''),
    respell('ISOLATION-02', 'accents are ignored', (id) =>
      id.normalize('NFKD').replace(/\p{M}/gu, '') === userId ? userId : id,
    ),
    respell('ISOLATION-03', 'a percent sign stands for everybody', (id) => (id === '%' ? userId : id)),
    row('ISOLATION-01', 'strangers see somebody else', (right) => strangerTo(right, DOCUMENTED)),
    row(
      'ISOLATION-01',
      'a window opens the data of others',
      (right) => async (request) =>
        request.url.includes('_date') ? strangerTo(right, DOCUMENTED)(request) : right(request),
    ),
    row(
      'ISOLATION-01',
      'strangers break the server',
      (right) => async (request) => (request.url.includes('nobody') ? json(500, { errors: ['null'] }) : right(request)),
    ),
    row('ISOLATION-04', 'the project is ignored', elsewhere(/app\/[^/]*/, 'app/3sWXSsqHgSKnE87YkNJK')),
    row(
      'ISOLATION-04',
      'an unknown project has no events',
      onRefusal((reply) => (reply.status === 404 ? json(200, { data: [] }) : reply)),
    ),
    row(
      'ISOLATION-05',
      'the case of project keys is ignored',
      elsewhere(/app\/3swxssqhgskne87yknjk/i, 'app/3sWXSsqHgSKnE87YkNJK'),
    ),
    row('ISOLATION-05', 'project keys are prefixes', elsewhere(/app\/3sWX[^/]*/, 'app/3sWXSsqHgSKnE87YkNJK')),

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
    row(
      'REPEAT-01',
      'every 2nd answer is empty',
      every(2, () => json(200, { data: [] })),
    ),
    row(
      'ROBUST-05',
      'every 50th request fails',
      every(50, () => json(500, { errors: ['busy'] })),
    ),
    row('REPEAT-03', 'a refusal spoils the next answer', (right) => {
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
        request.url.includes('start_date=0')
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
    row('ROBUST-10', 'a header repeats the key', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('x-debug', authorization(request) ?? '');
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
    taking('AUTH-03', 'the project key opens the project', (given) => given === '3sWXSsqHgSKnE87YkNJK'),
    row('AUTH-06', 'a cookie stands in for the key', (right) => async (request) => {
      const headers = new Headers(request.headers);
      if (headers.get('cookie')?.includes('login=1')) headers.set('authorization', KEY);
      const reply = await right(new Request(request.url, { method: request.method, headers }));
      if (reply.status === 200) reply.headers.append('set-cookie', 'login=1; Path=/');
      return reply;
    }),
    row(
      'ISOLATION-04',
      'a refusal lists the projects there are',
      onRefusal((reply) => (reply.status === 404 ? json(404, { errors: ['known: 3sWXSsqHgSKnE87YkNJK'] }) : reply)),
    ),
    row('ROBUST-12', 'shared caches may keep replies', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('cache-control', 'public, max-age=60');
      return reply;
    }),
  ];
}
