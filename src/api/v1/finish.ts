import type { Finished, FinishedReply } from '../api.ts';
import type { HeaderReader } from '../headers.ts';
import type { Refused } from '../problem.ts';
import type { V1Release } from './release.ts';

const TEXT = 'text/plain; charset=utf-8';
const LEAST_GZIP_BYTES = 1000;
const METHODS = 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT';

/** Answers CORS preflights: on any path, without a key (`observed: v1`). */
export function readPreflight(header: HeaderReader): Refused | undefined {
  const origin = header('origin');
  const method = header('access-control-request-method');
  if (origin === undefined || method === undefined) return undefined;
  const asked = header('access-control-request-headers');
  const isAllowed = METHODS.split(', ').includes(method);
  return {
    status: isAllowed ? 200 : 400,
    headers: {
      vary: 'Origin',
      'access-control-allow-methods': METHODS,
      'access-control-max-age': '600',
      'access-control-allow-credentials': 'true',
      'access-control-allow-origin': origin,
      ...(asked !== undefined && { 'access-control-allow-headers': asked }),
      'content-type': TEXT,
    },
    text: isAllowed ? 'OK' : 'Disallowed CORS method',
  };
}

/** Adds what all replies have: the headers of a release, CORS headers, and compression (`observed: v1`). */
export function finish(reply: FinishedReply, header: HeaderReader, release: V1Release): Finished {
  const { status, body } = reply;
  // real servers have no such Vary
  const { vary: _, ...headers } = reply.headers;
  if (status === 500) return { ...reply, headers, isForNoPage: true };
  const isLarge = (body?.length ?? 0) >= LEAST_GZIP_BYTES;
  const isZipped = isLarge && header('accept-encoding')?.includes('gzip') === true;
  const more = {
    ...headers,
    ...(release === 'last' && { 'x-robots-tag': 'noindex, nofollow' }),
    ...toPage(header, release, isZipped || (isLarge && release === 'last') ? ['Accept-Encoding'] : []),
  };
  if (!isZipped || !body) return { ...reply, headers: more };
  return gzip(body).then((zipped) => ({
    ...reply,
    headers: { ...more, 'content-encoding': 'gzip', 'content-length': String(zipped.length) },
    body: zipped,
  }));
}

/** The CORS headers and Vary. */
function toPage(header: HeaderReader, release: V1Release, varies: readonly string[]): Readonly<Record<string, string>> {
  const origin = header('origin');
  const named = origin !== undefined && (release === 'last' || header('cookie') !== undefined);
  const vary = [...varies, ...(named ? ['Origin'] : [])].join(', ');
  return {
    ...(origin !== undefined && {
      'access-control-allow-origin': named ? origin : '*',
      'access-control-allow-credentials': 'true',
    }),
    ...(vary !== '' && { vary }),
  };
}

async function gzip(body: Uint8Array): Promise<Uint8Array> {
  // Cast: type libraries disagree on its buffer
  const stream = new Blob([body as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
