import type { Exchange, RecordedRequest } from './exchange.ts';

/** Headers that make a reply another one; where others were sent the exchange is left aside. */
const TOLD_APART = ['authorization', 'content-type'];
/** What the host of the replay says itself. */
const OF_THE_HOST = ['connection', 'content-encoding', 'content-length', 'date', 'transfer-encoding'];

/**
 * A `fetch` that answers what was recorded with what the real server said, byte by byte, and leaves all else to a
 * server with the same rows.
 */
export function fetchRecorded(exchanges: readonly Exchange[]): typeof fetch {
  const known = new Map(
    exchanges.flatMap(({ request, response }) => {
      const name = nameOfRecorded(request);
      return name === undefined ? [] : [[name, response] as const];
    }),
  );
  return async (input, init) => {
    const request = new Request(input, init);
    const name = await nameOf(request.clone());
    const recorded = name === undefined ? undefined : known.get(name);
    // a connection may have been closed while recorded replies came from here
    if (!recorded) return fetch(request.clone()).catch(() => fetch(request));
    const [, status] = recorded.status.split(' ');
    const headers = recorded.headers.filter(([header]) => !OF_THE_HOST.includes(header.toLowerCase()));
    const body = status === '204' || request.method === 'HEAD' ? null : recorded.body;
    return new Response(body, { status: Number(status), headers: headers.map(([header, value]) => [header, value]) });
  };
}

function nameOfRecorded({ method = 'GET', target, headers = [], body, ...odd }: RecordedRequest): string | undefined {
  const names = headers.map(([name]) => name.toLowerCase());
  const isPlain = names.every((name, index) => TOLD_APART.includes(name) && names.indexOf(name) === index);
  if (target === undefined || !isPlain || odd.raw !== undefined || odd.chunked !== undefined || odd.packed)
    return undefined;
  const authorization = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return toName(method, target, authorization, body ?? '');
}

async function nameOf(request: Request): Promise<string | undefined> {
  const { pathname, search } = new URL(request.url);
  const names = [...request.headers.keys()];
  if (!names.every((name) => TOLD_APART.includes(name))) return undefined;
  return toName(request.method, pathname + search, request.headers.get('authorization'), await request.text());
}

function toName(method: string, target: string, authorization: string | null | undefined, body: string): string {
  return JSON.stringify([method, target.replaceAll('%40', '@'), authorization ?? '', body]);
}
