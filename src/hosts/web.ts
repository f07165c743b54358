import { documentedPlace } from '../api/documented/place.ts';
import type { ApiPlace } from '../api/place.ts';
import { STUDIO_HEADER } from '../kit/studio-header.ts';
import type { Handler } from '../serve/handle.ts';
import type { MockReply } from '../serve/message.ts';

/** The part of a mock that an adapter needs. */
export interface MockHandler {
  readonly handle: Handler;
  readonly options: { readonly basePath: string };
  /** The APIs that it serves, the first of them at the base path. @defaultValue the documented API */
  readonly apis?: readonly [ApiPlace, ...ApiPlace[]];
}

/** Returns the APIs of a mock. */
export function apisOf({ apis = [documentedPlace] }: MockHandler): readonly [ApiPlace, ...ApiPlace[]] {
  return apis;
}

/**
 * Answers a web `Request` whose path below `mount` is the mock's path below `base`, by default its base path. A dropped
 * connection becomes a network error (`Response.error()`).
 */
export async function respond(
  mock: MockHandler,
  request: Request,
  mount = mock.options.basePath,
  base = mock.options.basePath,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const reply = await mock.handle({
    method: request.method,
    path: pathname.startsWith(mount) ? base + pathname.slice(mount.length) : pathname,
    query: search.slice(1),
    authorization: request.headers.get('authorization') ?? undefined,
    prefer: request.headers.get('prefer') ?? undefined,
    rawHeaders: [...request.headers].flat(),
    byStudio: request.headers.has(STUDIO_HEADER),
    ...(request.body !== null && { readBody: async () => new Uint8Array(await request.arrayBuffer()) }),
  });
  const { delayMs = 0, drop } = reply.delivery ?? {};
  if (delayMs > 0) await wait(delayMs, request.signal);
  if (drop || request.signal.aborted) return Response.error();
  return new Response(toBody(reply), { status: reply.status, headers: reply.headers });
}

type Body = NonNullable<ConstructorParameters<typeof Response>[0]>;

function toBody({ body, delivery }: MockReply): Body | undefined {
  const cut = delivery?.cutAfterBytes;
  // a Uint8Array is a body everywhere; the casts only bridge type libraries that disagree on its buffer
  if (cut === undefined || body === undefined) return body as Uint8Array<ArrayBuffer> | undefined;
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent || cut === 0) return controller.error(new TypeError('The connection broke.'));
      isSent = true;
      controller.enqueue(body.subarray(0, cut) as Uint8Array<ArrayBuffer>);
    },
  });
}

/** Waits, or until the request is aborted. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/**
 * Returns a `fetch` that calls the mock in this process, without a socket.
 *
 * @example
 * ```ts
 * const fetch = createFetch(createMock());
 * const reply = await fetch('http://mock/api/app/KEY/users/ID/sessions', { headers: { authorization: DEVELOPMENT_KEY } });
 * ```
 */
export function createFetch(mock: MockHandler): typeof fetch {
  return async (input, init) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    request.signal.throwIfAborted();
    const response = await respond(mock, request);
    request.signal.throwIfAborted();
    if (response.type === 'error') throw new TypeError('fetch failed: the connection was closed without a reply');
    // a Response from the constructor has no URL
    return Object.defineProperty(response, 'url', { value: request.url });
  };
}
