import { json, onRefusal } from '../faults/fault.ts';
import type { Conforming } from './conforming.ts';
import { front, html } from './in-front.ts';

const DATES = /^(?:start|end)_date$/;
const text = (status: number) => new Response('no\n', { status, headers: { 'content-type': 'text/plain' } });
const closed = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('other side closed') }));

/** Harmless defaults of frameworks, routers and proxies. */
export const defaults: readonly Conforming[] = [
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
    name: 'a firewall refuses paths with anything encoded that could hide a dot segment, a slash or a parameter',
    wrap: front(
      (path) => /^[^?]*(?:;|%3b|%2e|%2f|%5c|%25|\/\/|%0[0ad])/i.test(path),
      () => json(400, { status: 400, error: 'Bad Request' }),
    ),
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
