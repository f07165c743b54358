import type { FinishedReply } from '../api.ts';
import type { HeaderReader } from '../headers.ts';
import type { Problem, Refused } from '../problem.ts';
import { quote } from './go-quote.ts';
import { findProductRoute } from './product-routes.ts';

/** A body that is not JSON, or not of the expected types. */
export const INVALID_BODY = 'invalid JSON body';

/** The largest accepted body, in bytes. */
export const MOST_BODY_BYTES = 131_072;

const TEXT = 'text/plain; charset=utf-8';

/** The refusal of a path that cannot be decoded. */
export const UNREADABLE: Refused = {
  status: 400,
  headers: { 'content-type': TEXT, connection: 'close' },
  text: '400 Bad Request',
};

/** What OPTIONS is answered with, on each path that there is. */
export const OPTIONS_REPLY: Refused = {
  status: 200,
  headers: { 'cache-control': 'max-age=86400', 'content-length': '0' },
};

/** Redirects a client to the clean path. */
export function toRedirect(location: string): Refused {
  return { status: 301, headers: { location, 'content-length': '0' } };
}

/** Builds the refusal of a request, as a real server words it (`observed: v2`). */
export function refuse(problem: Problem): Refused {
  switch (problem.kind) {
    case 'unknown-path':
      return refusePath(problem);
    case 'wrong-method':
      return empty(405);
    case 'missing-key':
    case 'wrong-key':
    case 'unknown-project':
      return empty(401);
    case 'bad-path':
      return refused(400, toPathSentence(problem));
    case 'large-body':
      return refused(413, 'http: request body too large', { connection: 'close' });
    case 'other':
      return refused(problem.status, problem.sentences.join('\n'), problem.headers);
    default:
      return refused(400, INVALID_BODY);
  }
}

const NOT_FOUND: Refused = {
  status: 404,
  headers: { 'content-type': TEXT, 'x-content-type-options': 'nosniff' },
  text: '404 page not found\n',
};

function refusePath({ method, path }: { readonly method: string; readonly path: string }): Refused {
  // the root is the service's health check
  if (path === '/') return empty(200);
  const route = findProductRoute(method, path.replace(/^\/v2\/api(?=\/)/, ''));
  if (route === undefined) return NOT_FOUND;
  if (method === 'OPTIONS') return OPTIONS_REPLY;
  return empty(route === 'closed' ? 401 : 405);
}

/** Says nothing of a body's length where it is asked by HEAD and the body is empty; never varies (`observed: v2`). */
export function finish(reply: FinishedReply, _header: HeaderReader, method: string): FinishedReply {
  const { vary: _, ...headers } = reply.headers;
  if (method !== 'HEAD' || headers['content-length'] !== '0') return { ...reply, headers };
  const { 'content-length': __, ...others } = headers;
  return { ...reply, headers: others };
}

function refused(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Refused {
  return { status, headers, body: { error } };
}

function empty(status: number): Refused {
  return { status, headers: { 'content-length': '0' } };
}

function toPathSentence({ issues: [issue], input }: Extract<Problem, { issues: unknown }>): string {
  const name = String(issue?.path[0]);
  // Cast: path parameters are texts by name
  const received = (input as Readonly<Record<string, string | undefined>>)[name] ?? '';
  if (name !== 'jobId') return `${name.replace(/Id$/, 'ID')} exceeds maximum length of 256 characters`;
  const why = /^[+-]?\d+$/.test(received) ? 'value out of range' : 'invalid syntax';
  return `invalid path param jobID: strconv.Atoi: parsing ${quote(received)}: ${why}`;
}
