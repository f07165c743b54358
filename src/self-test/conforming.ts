import { DEVELOPMENT_KEY as KEY } from '../index.ts';
import {
  type Fault,
  json,
  onEvent,
  onEvents,
  onRefusal,
  onRequest,
  onText,
  onWindow,
  withHead,
} from './faults/fault.ts';
import { decode } from './faults/make.ts';
import type { Manners } from './wire-server.ts';

/** A server that differs from the mock but still meets the contract. */
export type Conforming = Pick<Fault, 'name' | 'wrap'> & {
  /** The SHOULD requirements that it does not meet. @defaultValue none */
  readonly warns?: readonly string[];
  /** How it handles its connections, if that is unusual. */
  readonly manners?: Manners;
};

const html = (status: number) =>
  new Response(`<html><head><title>${status}</title></head></html>`, {
    status,
    headers: { 'content-type': 'text/html', server: 'nginx' },
  });
/** Numbers requests, like a tracing system. */
function counter(): () => string {
  let requests = 0;
  return () => {
    requests += 1;
    return `7f3c9a-${requests}`;
  };
}

/** A proxy in front that answers some requests on its own. */
const front =
  (isRefused: (path: string, request: Request) => boolean, answer: () => Response): Fault['wrap'] =>
  (right) =>
  async (request) =>
    isRefused(new URL(request.url).href.slice(new URL(request.url).origin.length), request) ? answer() : right(request);

/** What teams run in front of an API, all correct. */
const fronts: readonly Conforming[] = [
  {
    name: 'a proxy in front refuses broken paths in HTML',
    wrap: front(
      (path) => /^[^?]*%(?:00|2f|5c|(?![\da-f]{2}))/i.test(path),
      () => html(400),
    ),
  },
  {
    name: 'a proxy in front refuses long headers in HTML',
    wrap: front(
      (_, request) => [...request.headers.values()].some((value) => value.length > 4_000),
      () => html(400),
    ),
  },
  {
    name: 'a proxy in front refuses long URLs in HTML',
    wrap: front(
      (path) => path.length > 4_000,
      () => html(414),
    ),
  },
  {
    name: 'a firewall refuses what looks like an attack',
    wrap: front(
      (path, request) =>
        /'|%27|%3cb|\$gt|%24gt|\.\.%2f/i.test(path) || /'/.test(request.headers.get('authorization') ?? ''),
      () => html(403),
    ),
  },
  {
    name: 'a proxy in front is busy now and then, and says when to ask again',
    wrap: (right) => {
      let requests = 0;
      return async (request) => {
        requests += 1;
        const headers = { 'content-type': 'text/html', 'retry-after': '0' };
        return requests % 40 === 39 ? new Response('busy', { status: 503, headers }) : right(request);
      };
    },
  },
  {
    name: 'doubled slashes are redirected',
    wrap: front(
      (path) => path.includes('//'),
      () => new Response(null, { status: 308, headers: { location: '/' } }),
    ),
  },
];

const DATES = /^(?:start|end)_date$/;
const DAY_MS = 86_400_000;
const NEXT_CENTURY = Date.UTC(2100, 0);
const text = (status: number) => new Response('no\n', { status, headers: { 'content-type': 'text/plain' } });
const closed = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('other side closed') }));

/** Harmless defaults of frameworks, routers and proxies. */
const defaults: readonly Conforming[] = [
  {
    name: 'a missing key is a bad request, unknown parameters and other sites are refused, and refusals are text',
    warns: ['REQUEST-12', 'AUTH-10', 'ROBUST-07', 'ROBUST-13'],
    wrap: (right) => async (request) => {
      const { headers, url } = request;
      if (!headers.get('authorization')) return text(400);
      const reply = await right(request);
      if (reply.status >= 400) return text(reply.status);
      if ([...new URL(url).searchParams.keys()].some((name) => !DATES.test(name))) return text(400);
      return headers.has('origin') ? text(403) : reply;
    },
  },
  {
    name: 'encoded slashes and backslashes are decoded and the path is cleaned before it is routed',
    warns: ['ISOLATION-09'],
    wrap: (right) => async (request) => {
      const { origin, pathname, search } = new URL(request.url);
      const clean = new URL(pathname.replace(/%2f|%5c/gi, '/').replace(/\/{2,}/g, '/'), origin);
      return right(new Request(clean.href + search, request));
    },
  },
  {
    name: 'paths that are not clean are redirected',
    wrap: front(
      (path) => /\/\/|%2f\/|%2f\.\.%2f/i.test(path.split('?')[0] ?? ''),
      () => new Response(null, { status: 308, headers: { location: '/' } }),
    ),
  },
  {
    name: 'names of parameters are read loosely, and one is reserved',
    warns: ['REQUEST-12'],
    wrap: (right) => async (request) => {
      const { origin, pathname, searchParams } = new URL(request.url);
      if (searchParams.has('format')) return json(404, { detail: 'Not found.' });
      const loosely = (name: string) => name.toLowerCase().replaceAll('-', '_');
      const pairs = [...searchParams].map(([name, value]): [string, string] => [loosely(name), value]);
      return right(new Request(`${origin}${pathname}?${new URLSearchParams(pairs)}`, request));
    },
  },
  {
    name: 'a project key is matched as it stands in the path',
    warns: ['REQUEST-05'],
    wrap: front(
      (path) => /^\/api\/app\/[^/]*%/.test(path),
      () => json(404, { errors: ['no such project'] }),
    ),
  },
  {
    name: 'refusals have public codes, and a platform answers broken URIs by itself',
    wrap: (right) =>
      front(
        (path) => /%(?![\da-f]{2})|%(?:e0%a4%a|c0|ff|u)/i.test(path),
        () => new Response('<h1>400 Bad Request</h1>URISyntaxException thrown', { status: 400 }),
      )(onRefusal((reply) => json(reply.status, { __type: 'ResourceNotFoundException', message: 'no' }))(right)),
  },
  {
    name: 'a platform answers what is no URI by itself, in HTML',
    wrap: (right) => (request) => (/[[\]{}|^"<>\\`]/.test(request.url) ? Promise.resolve(html(400)) : right(request)),
  },
  {
    name: 'a connection is closed where a request is too long',
    wrap: (right) => async (request) =>
      request.url.length + [...request.headers.values()].join().length > 2_000 ? closed() : right(request),
  },
  {
    name: 'lists are labelled as JSON of a kind',
    wrap: (right) => async (request) => {
      const reply = await right(request);
      if (reply.status === 200) reply.headers.set('content-type', 'application/vnd.api+json');
      return reply;
    },
  },
  {
    name: 'caches may keep replies for their owner, or ask again',
    wrap: (right) => async (request) => {
      const reply = await right(request);
      const control = request.url.includes('_date') ? 'private, max-age=60' : 'public, no-cache';
      reply.headers.set('cache-control', control);
      return reply;
    },
  },
];

/** A zstd frame with one raw block (RFC 8878, 3.1.1): compressed by its form alone. */
function inZstd(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = Buffer.from('28b52ffda000000000000000', 'hex');
  head.writeUInt32LE(body.length, 5);
  head.writeUIntLE((body.length << 3) | 1, 9, 3);
  return Buffer.concat([head, body]);
}

/** Servers in front that many sites share. */
const shared: readonly Conforming[] = [
  {
    name: 'a server in front compresses with zstd where that is offered',
    wrap: (right) => async (request) => {
      const reply = await right(request);
      const isOffered = request.headers.get('accept-encoding')?.includes('zstd');
      if (!isOffered || reply.status !== 200 || request.method === 'HEAD') return reply;
      const headers = { ...Object.fromEntries(reply.headers), 'content-encoding': 'zstd', vary: 'accept-encoding' };
      return new Response(inZstd(new Uint8Array(await reply.arrayBuffer())), { headers });
    },
  },
  {
    name: 'of several sites on one machine, another one has no page for other hosts, and none for no host',
    wrap: (right) => right,
    manners: {
      answer: async ({ asked, right, send }) => {
        send(
          asked.headers.host === 'server.test' ? await right() : { status: 200, headers: {}, body: new Uint8Array() },
        );
      },
    },
  },
];

const peculiar: readonly Conforming[] = [
  {
    name: fronts.map(({ name }) => name).join(', '),
    wrap: (right) => fronts.reduce((serve, { wrap }) => wrap(serve), right),
  },
  ...defaults,
  ...shared,
  {
    name: 'refusals repeat the path, decoded',
    wrap: onRefusal((reply, request) =>
      json(reply.status, { status: reply.status, path: decode(new URL(request.url).pathname) }),
    ),
  },
  {
    name: 'refusals speak of what to select and where',
    wrap: onRefusal((reply) =>
      json(reply.status, { message: 'Please select another date from the calendar, where 0 = 1970.' }),
    ),
  },
  {
    name: 'refusals have a number of their own',
    wrap: (right) => {
      const next = counter();
      return onRefusal((reply) => json(reply.status, { errors: ['no'], id: next(), code: reply.status }))(right);
    },
  },
  {
    name: 'session IDs are small numbers',
    wrap: (right) => {
      const ids = new Map<number, number>();
      return onEvent((event) => {
        if (!ids.has(event.sessionId)) ids.set(event.sessionId, 400 + ids.size);
        return { ...event, sessionId: ids.get(event.sessionId) };
      })(onRefusal((reply) => json(reply.status, { code: reply.status, message: 'no' }))(right));
    },
  },
  {
    name: 'a few labels look as if they were escaped',
    wrap: onEvent((event) =>
      event.label === 'OK' ? { ...event, label: 'Why???? How to write &amp;, \\" and %C3%A9' } : event,
    ),
  },
  {
    name: 'all but ASCII is escaped in JSON',
    wrap: onText((text) => text.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  },
  {
    name: 'refusals repeat the path as a server behind a prefix sees it',
    wrap: onRefusal((reply, request) =>
      json(reply.status, { status: reply.status, path: decode(new URL(request.url).pathname).replace(/^\/api/, '') }),
    ),
  },
  {
    name: 'fields, types and parameters beyond the document',
    wrap: (right) => {
      const wide = onText((text) => text.replaceAll('"type":', '"trace":12345678901234567890,"y":1.5e+300,"type":'));
      const typed = onEvent(({ label, ...event }) =>
        event.type === 'CLICK' && event.messageId % 3 === 0
          ? { ...event, host: 'cdn.example.org', path: '/logo.png', referrer: null, loadTime: 12, type: 'RESOURCE' }
          : { ...event, ...(label !== undefined && { label }) },
      );
      return async (request) => {
        const reply = await wide(typed(right))(request);
        if (reply.status !== 200) return reply;
        const headers = { 'content-type': 'application/json; charset=utf-8; profile="https://example.org/sessions"' };
        return new Response(await reply.text(), { headers });
      };
    },
  },
  {
    name: 'a date that cannot be read is not found',
    wrap: onRefusal((reply) => json(reply.status === 400 ? 404 : reply.status, { message: 'not found' })),
  },
  {
    name: 'dates of 0, far dates and dates of 14 digits are refused',
    wrap: (right) => async (request) =>
      [...new URL(request.url).searchParams].some(
        ([name, date]) => /^(?:start|end)_date$/.test(name) && !/^[1-9]\d{8,12}$/.test(date),
      )
        ? right(new Request(`${request.url}&start_date=0&start_date=0`, request))
        : right(request),
  },
  {
    name: 'ranges that hold nothing, start in the next century or are wider than a month are refused, and the end is excluded',
    warns: ['WINDOW-13', 'WINDOW-26'],
    wrap: (right) => {
      const exclusive = onWindow(
        ({ timestamp }, { start = 0, end = Infinity }) => timestamp >= start && timestamp < end,
      );
      const serve = exclusive(right);
      return async (request) => {
        const reply = await serve(request);
        const dates = new URL(request.url).searchParams;
        const [start, end] = [Number(dates.get('start_date') ?? 0), Number(dates.get('end_date') ?? Infinity)];
        const isWide = dates.size === 2 && end - start > 31 * DAY_MS;
        const isPossible = start < end && start < NEXT_CENTURY && !isWide;
        return reply.status !== 200 || isPossible ? reply : json(422, { errors: ['no such range'] });
      };
    },
  },
  {
    name: 'user IDs are e-mail addresses of at most 64 characters',
    wrap: (right) => async (request) => {
      const reply = await right(request);
      const [, id = ''] = /\/users\/([^/]*)/.exec(new URL(request.url).pathname) ?? [];
      const isAddress = /^[^@\s]{1,40}@[^@\s]{1,40}$/.test(decode(id)) && decode(id).length <= 64;
      return reply.status !== 200 || isAddress ? reply : json(400, { errors: ['no e-mail address'] });
    },
  },
  {
    name: 'negative dates are read',
    wrap: onRequest((_, url) => ({
      url: url.href.replace(/start_date=-\d+/, 'start_date=0').replace(/end_date=-\d+/, 'end_date=0'),
    })),
  },
  {
    name: 'ties come in another order, always the same',
    wrap: onEvents((events) => [...events].sort((a, b) => a.timestamp - b.timestamp || b.messageId - a.messageId)),
  },
  {
    name: 'all windows of a user have one tag, which tells the version of the data',
    wrap: (right) => async (request) => {
      const reply = await right(request);
      if (reply.status !== 200) return reply;
      const etag = `"v1-${new URL(request.url).pathname.length}"`;
      const isKnown = request.headers
        .get('if-none-match')
        ?.split(/,\s*/)
        .some((tag) => tag === etag || tag === '*');
      if (isKnown) return new Response(null, { status: 304, headers: { etag } });
      reply.headers.set('etag', etag);
      return reply;
    },
  },
  {
    name: 'other types than JSON, long headers and other hosts are refused',
    wrap: (right) => async (request) => {
      const { headers } = request;
      if (/^(?!.*(?:\*\/\*|json))/.test(headers.get('accept') ?? '*/*')) return json(406, { errors: ['JSON only'] });
      if (/^(?!.*json)./.test(headers.get('content-type') ?? '')) return json(415, { errors: ['JSON only'] });
      const isLong = [...headers.values()].join('').length > 4_000;
      return isLong ? json(431, { errors: ['too long'] }) : right(request);
    },
  },
  {
    name: 'when a date is given twice, the last one counts, and pages show what was asked for in entities',
    warns: ['ROBUST-07', 'ROBUST-13'],
    wrap: (right) =>
      onRefusal((reply, request) => {
        const page = decode(request.url).replace(/[<&]/g, (c) => `&#${c.charCodeAt(0)};`);
        return new Response(`<p>${page}</p>`, { status: reply.status, headers: { 'content-type': 'text/html' } });
      })(onRequest((_, url) => ({ url: url.href.replace(/((?:start|end)_date)=\d+&(?=\1=)/g, '') }))(right)),
  },
  {
    name: 'tags are kept and asked for',
    wrap: (right) => {
      const next = counter();
      return async (request) => {
        const reply = await right(request);
        if (reply.status !== 200) return reply;
        const text = await reply.text();
        const tag = `W/"${text.length}-${[...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 1e9, 7)}"`;
        const asked = request.headers.get('if-none-match');
        const isKnown = (asked === tag || asked === '*') && request.headers.get('authorization') === KEY;
        const headers = { ...Object.fromEntries(reply.headers), etag: tag, 'x-request-id': next() };
        return isKnown ? new Response(null, { status: 304, headers: { etag: tag } }) : new Response(text, { headers });
      };
    },
  },
];

/** Servers as teams write them, and what they run in front, all correct. */
export const conforming: readonly Conforming[] = peculiar.map((variant) => ({
  ...variant,
  wrap: (right) => withHead(variant.wrap(right)),
}));
