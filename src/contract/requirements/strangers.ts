import type { ListAsk } from '../asking/lists.ts';
import type { RunContext } from '../asking/run-context.ts';
import { madeUpId } from '../variants/key-variants.ts';

/** A well-formed project key that does not exist. */
export function unknownProject(context: RunContext): string {
  return madeUpId(context.settings.projectKey);
}

/**
 * Ways to write a request that some servers accept without a key, each with its name. Most other spellings of
 * the path have requirements of their own (GATE).
 */
export function detours(context: RunContext): [name: string, ask: ListAsk][] {
  // where a list is not requested with GET, HEAD says nothing about it
  const head: [string, ListAsk][] =
    context.lists.probe.operation.method === 'GET' ? [['HEAD', { method: 'HEAD' }]] : [];
  return [
    ...head,
    ['a window', { window: { start: 0, end: 9_999_999_999_999 } }],
    ['a malformed date', { window: { start: 'abc' } }],
    ['a doubled slash before the project', { projectSegment: `/${encodeURIComponent(context.settings.projectKey)}` }],
    ['an unknown user', { user: `nobody-${context.seed}@example.invalid` }],
    ['an unknown project', { project: unknownProject(context) }],
    ['undocumented parameters', { query: 'debug=1&admin=true&internal=1&public=1&preview=1&test=1' }],
    [
      'headers that claim an inner origin or a login',
      {
        headers: {
          'x-forwarded-for': '127.0.0.1',
          'x-real-ip': '127.0.0.1',
          'x-original-url': '/',
          'x-rewrite-url': '/',
          'x-forwarded-host': 'localhost',
          'x-forwarded-user': 'admin',
          'x-remote-user': 'admin',
          'remote-user': 'admin',
          forwarded: 'for=127.0.0.1',
          via: '1.1 internal',
        },
      },
    ],
    [
      'headers of a browser',
      {
        headers: {
          origin: new URL(context.settings.baseUrl).origin,
          referer: `${context.settings.baseUrl}/docs/swagger/`,
          cookie: 'session=1; admin=1; role=admin',
          accept: 'text/html,application/json;q=0.9,*/*;q=0.8',
          'accept-encoding': 'gzip, deflate',
          'content-type': 'application/json',
          'x-requested-with': 'XMLHttpRequest',
          'sec-fetch-site': 'same-origin',
          'access-control-request-method': 'GET',
          // an address of a private network, next to the loopback address above
          'x-forwarded-for': '10.0.0.1',
        },
      },
    ],
    [
      'headers of a crawler or a cache, and an override of the method',
      {
        headers: {
          'user-agent': 'kube-probe/1.30 (compatible; Googlebot/2.1; uptime monitor; internal)',
          purpose: 'prefetch',
          'x-http-method-override': 'OPTIONS',
          'if-none-match': '*',
          range: 'bytes=0-99',
        },
      },
    ],
  ];
}
