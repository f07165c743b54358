import type { Exchange, RecordedRequest } from './exchange.ts';

/** Request headers that change the reply; exchanges with other values are skipped. */
const RELEVANT_HEADERS = ['authorization', 'content-type'];
/** Headers that the host of the replay sets itself. */
const HOST_HEADERS = ['connection', 'content-encoding', 'content-length', 'date', 'transfer-encoding'];

/**
 * A `fetch` that answers recorded requests with the real server's reply, byte by byte, and passes all others on to a
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
    // the server may have closed an idle connection while replies came from the recording
    if (!recorded) return fetch(request.clone()).catch(() => fetch(request));
    const [, status] = recorded.status.split(' ');
    const headers = recorded.headers.filter(([header]) => !HOST_HEADERS.includes(header.toLowerCase()));
    const body = status === '204' || request.method === 'HEAD' ? null : recorded.body;
    return new Response(body, { status: Number(status), headers: headers.map(([header, value]) => [header, value]) });
  };
}

function nameOfRecorded({ method = 'GET', target, headers = [], body, ...odd }: RecordedRequest): string | undefined {
  const names = headers.map(([name]) => name.toLowerCase());
  const isPlain = names.every((name, index) => RELEVANT_HEADERS.includes(name) && names.indexOf(name) === index);
  if (target === undefined || !isPlain || odd.raw !== undefined || odd.chunked !== undefined || odd.packed)
    return undefined;
  const authorization = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return toName(method, target, authorization, body ?? '');
}

async function nameOf(request: Request): Promise<string | undefined> {
  const { pathname, search } = new URL(request.url);
  const names = [...request.headers.keys()];
  if (!names.every((name) => RELEVANT_HEADERS.includes(name))) return undefined;
  return toName(request.method, pathname + search, request.headers.get('authorization'), await request.text());
}

function toName(method: string, target: string, authorization: string | null | undefined, body: string): string {
  return JSON.stringify([method, target.replaceAll('%40', '@'), authorization ?? '', body]);
}
