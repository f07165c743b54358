import type { Face } from '../face.ts';
import { type Fault, onRequest, onText } from './fault.ts';
import { authorization, encode, letIn, row } from './make.ts';

/** Faults in what surrounds an API: gates, headers, parameters, conditions. */
export function surroundingFaults(face: Face): readonly Fault[] {
  const own = letIn(face);
  /** Grants access if the gate misses what the router then reads. */
  const unseen = (breaks: string, name: string, isOdd: RegExp, clean: (href: string) => string): Fault =>
    row(
      breaks,
      name,
      onRequest((_, { href }) => (isOdd.test(href) ? { url: clean(href), ...own } : {})),
    );
  /** Grants access to requests with a header that only internal servers should send. */
  const trusted = (name: string, header: string, isTrusted: RegExp): Fault =>
    row(
      'AUTH-08',
      name,
      onRequest((request) => (isTrusted.test(request.headers.get(header) ?? '') ? own : {})),
    );
  /** Changes a list if a parameter is present. */
  const shaped = (name: string, parameter: string, change: (text: string, value: string) => string): Fault =>
    row(
      'REQUEST-06',
      name,
      onText((text, request) => {
        const value = new URL(request.url).searchParams.get(parameter);
        return value === null ? text : change(text, value);
      }),
    );

  return [
    unseen('GATE-04', 'the gate does not know a matrix parameter', /;[^/]*\/sessions|sessions;/, (href) =>
      href.replace(/;[^/?]*/g, ''),
    ),
    unseen('GATE-02', 'the gate does not know an encoded letter', /%61|%73/i, (href) =>
      href.replace(/%61/gi, 'a').replace(/%73/gi, 's'),
    ),
    trusted('the original URL of the root is accepted', 'x-original-url', /^\/$/),
    trusted('a rewritten URL is accepted', 'x-rewrite-url', /./),
    trusted('a host that a proxy names is accepted', 'x-forwarded-host', /^localhost$/),
    row('AUTH-08', 'strangers learn that there is a list', (right) => async (request) => {
      const isStar = request.headers.get('if-none-match') === '*' && !authorization(request);
      return isStar ? new Response(null, { status: 304 }) : right(request);
    }),
    row(
      'REPEAT-05',
      'any copy is recent enough',
      (right) => async (request) =>
        request.headers.get('if-modified-since') ? new Response(null, { status: 304 }) : right(request),
    ),
    row(
      'AUTH-05',
      'a key in the query wins over the header',
      onRequest((_, url) => {
        const key = url.searchParams.get('key');
        return key ? { authorization: face.authorize(key) } : {};
      }),
    ),
    row(
      'REQUEST-03',
      'clients that accept HTML get a page',
      (right) => async (request) =>
        request.headers.get('accept')?.includes('text/html')
          ? new Response('<h1>Sessions</h1>', { headers: { 'content-type': 'text/html' } })
          : right(request),
    ),
    shaped('a callback is called with the list', 'callback', (text, value) => `${value}(${text})`),
    shaped('fields are left out on demand', 'fields', (text) => text.replace(/"host":"[^"]*",/g, '')),
    row('REQUEST-06', 'a user in the query wins over the path', (right) => async (request) => {
      const user = new URL(request.url).searchParams.get('user');
      const path = request.url.replace(/users\/[^/]*/, `users/${encode(user ?? '')}`);
      return right(user ? new Request(path, request) : request);
    }),
  ];
}
