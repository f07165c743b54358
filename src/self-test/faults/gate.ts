import type { Face } from '../face.ts';
import { type Fault, json, onRequest, withHead } from './fault.ts';
import { isList, letIn, makersOf, row } from './make.ts';

const literals = /\b(v1|v2|api|app|public|users|sessions)\b/gi;

/** Faults where the key check reads a request differently from the router. */
export function gateFaults(face: Face): readonly Fault[] {
  const { nothing } = makersOf(face);
  const own = letIn(face);
  /** Routes paths that the key check does not recognise, so that they need no key. */
  const routed = (breaks: string, name: string, toPlain: (path: string) => string): Fault =>
    row(
      breaks,
      name,
      onRequest((_, url) => {
        const plain = toPlain(url.pathname);
        return plain === url.pathname ? {} : { url: url.origin + plain + url.search, ...own };
      }),
    );
  /** Grants access to requests with a header of this name. */
  const trusting = (name: string, header: string): Fault =>
    row(
      'GATE-11',
      name,
      onRequest((request) => (request.headers.has(header) ? own : {})),
    );
  return [
    routed('GATE-01', 'letter case is for the gate only', (path) =>
      path.replace(literals, (word) => word.toLowerCase()),
    ),
    routed('GATE-01', 'letter case of the base path is for the gate only', (path) =>
      path.replace(new RegExp(`^${face.basePath}/`, 'i'), `${face.basePath}/`),
    ),
    routed('GATE-02', 'encoded letters are decoded after the gate', (path) =>
      path.replace(/%(4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])/gi, (_, hex) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    ),
    routed('GATE-02', 'paths are decoded twice after the gate', (path) =>
      path
        .replaceAll('%2561', 'a')
        .replaceAll('%2575', 'u')
        .replaceAll('%2573', 's')
        .replace(/%25(\w\w)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    ),
    routed('GATE-03', 'doubled slashes are merged after the gate', (path) => path.replace(/\/+/g, '/')),
    routed('GATE-03', 'a doubled slash at the start is merged after the gate', (path) => path.replace(/^\/+/, '/')),
    routed('GATE-04', 'parameters of segments are cut off after the gate', (path) => path.replace(/;[^/]*/g, '')),
    routed('GATE-05', 'encoded slashes are decoded after the gate', (path) => path.replace(/%2f/gi, '/')),
    routed('GATE-05', 'encoded backslashes become slashes after the gate', (path) => path.replace(/%5c/gi, '/')),
    routed('GATE-06', 'a null ends the path after the gate', (path) => path.replace(/%00.*$/, '')),
    routed('GATE-06', 'an extension is cut off after the gate', (path) => path.replace(/\.(css|json|js)$/, '')),
    row(
      'GATE-06',
      'what looks like a style sheet behind a semicolon is public, and routed without it',
      onRequest((_, url) => (/;[^/]*\.css$/.test(url.pathname) ? { url: url.href.replace(/;.*$/, ''), ...own } : {})),
    ),
    row(
      'GATE-06',
      'paths that look like a style sheet are public',
      onRequest((_, url) => (/\.css$/.test(url.href) ? own : {})),
    ),
    row('GATE-08', 'OPTIONS is answered like the list that was asked for before, without a key', (right) => {
      let last: Request | undefined;
      return async (request) => {
        if (request.method === 'OPTIONS' && last) return right(new Request(last.clone(), { headers: own }));
        if (isList(request)) last = request.clone();
        return right(request);
      };
    }),
    trusting('an inner request needs no key', 'x-internal-request'),
    trusting('a header that names a signed-in user replaces the key', 'x-consumer-username'),
    trusting('a second header of a key is not looked at', 'x-api-key'),
    trusting('a step of the middleware is left out', 'x-middleware-subrequest'),
    trusting('a header about a verified certificate replaces the key', 'ssl-client-verify'),
    trusting('a header about a verified token replaces the key', 'x-amzn-oidc-data'),
    trusting('a header with a role replaces the key', 'x-roles'),
    row(
      'GATE-11',
      'the gate looks at the path of a header',
      onRequest((request) => (request.headers.get('x-original-uri') === '/' ? own : {})),
    ),
    row(
      'GATE-12',
      'the path of a header is routed, that of the request line is gated',
      onRequest((request, url) => {
        const path = request.headers.get('x-rewrite-url');
        if (path === null) return {};
        return { url: url.origin + path, ...(url.pathname.startsWith(face.basePath) ? {} : own) };
      }),
    ),
    row(
      'GATE-13',
      'a header says whose events come',
      onRequest((request, url) => {
        const user = request.headers.get('x-user-id');
        return user === null ? {} : { url: url.href.replace(/users\/[^/]*/, `users/${encodeURIComponent(user)}`) };
      }),
    ),
    row(
      'GATE-13',
      'a header to act for another user returns their events',
      (right) => async (request) => (request.headers.has('x-on-behalf-of') ? nothing() : right(request)),
    ),
    row(
      'GATE-13',
      'a tenant of a header has events of its own',
      (right) => async (request) => (request.headers.get('x-tenant-id') === '2' ? nothing() : right(request)),
    ),
    row('GATE-14', 'a header adds the query to the answer', (right) => async (request) => {
      const reply = await right(request.clone());
      if (reply.status !== 200 || !request.headers.has('x-debug')) return reply;
      return json(200, { ...JSON.parse(await reply.text()), sql: 'SELECT * FROM events WHERE user_id = $1' });
    }),
    row('GATE-14', 'a parameter adds the query to the answer', (right) => async (request) => {
      const reply = await right(request.clone());
      if (reply.status !== 200 || !new URL(request.url).searchParams.has('debug')) return reply;
      return json(200, { ...JSON.parse(await reply.text()), sql: 'SELECT * FROM events WHERE user_id = $1' });
    }),
    row('GATE-15', 'a header chooses the host of a redirect', (right) => async (request) => {
      const host = request.headers.get('x-forwarded-host');
      if (host === null) return right(request);
      return new Response(null, {
        status: 301,
        headers: { location: `https://${host}${new URL(request.url).pathname}` },
      });
    }),
    row('WIRE-31', 'HEAD succeeds with any key', (right) => async (request) => {
      const reply = await right(request);
      return request.method === 'HEAD' && /40[135]/.test(`${reply.status}`)
        ? new Response(null, { status: 200 })
        : reply;
    }),
    row('WIRE-32', 'HEAD accepts any date', (right) => async (request) => {
      const reply = await right(asGet(request));
      return request.method === 'HEAD'
        ? new Response(null, { status: /400|422/.test(`${reply.status}`) ? 200 : reply.status })
        : reply;
    }),
    row('WIRE-33', 'HEAD reports the length of an empty list', (right) => async (request) => {
      const reply = await right(asGet(request));
      if (request.method !== 'HEAD') return reply;
      const headers = { ...Object.fromEntries(reply.headers), 'content-length': '0' };
      return new Response(null, { status: reply.status, headers });
    }),
    row(
      'WIRE-34',
      'HEAD reports any project as existing',
      headLike((status) => (status === 404 ? 200 : status)),
    ),
    row(
      'WIRE-34',
      'HEAD accepts any date, and reports the whole list',
      headLike((status) => (status === 401 ? status : 200)),
    ),
    row('WIRE-35', 'HEAD reports the length of the whole list for a window', (right) => async (request) => {
      const isHead = request.method === 'HEAD';
      return headLike()(right)(isHead ? new Request(request.url.split('?')[0] ?? '', request) : request);
    }),
    row('WIRE-35', 'HEAD says that a list is a page', (right) => async (request) => {
      const reply = await headLike()(right)(request);
      if (request.method === 'HEAD') reply.headers.set('content-type', 'text/html');
      return reply;
    }),
  ];
}

/** Answers HEAD like GET, but without the content, and with another status. */
function headLike(statusOf = (status: number) => status): Fault['wrap'] {
  return (right) => async (request) => {
    const reply = await withHead(right)(request);
    return request.method === 'HEAD'
      ? new Response(null, { status: statusOf(reply.status), headers: reply.headers })
      : reply;
  };
}

/** Turns a HEAD request into GET. */
function asGet(request: Request): Request {
  return request.method === 'HEAD' ? new Request(request, { method: 'GET' }) : request;
}
