import type { Fault, Serve } from '../faults/fault.ts';
import type { Manners } from '../wire-server.ts';

/** A server that is only created on the first request. */
export function atOnce(create: () => Promise<Serve>): Serve {
  let server: Promise<Serve> | undefined;
  return async (request) => {
    server ??= create();
    return (await server)(request);
  };
}

/** Sends chunked replies, without a length. */
export const chunked: Manners = {
  answer: async (talk) => {
    const { status, headers, body } = await talk.right();
    const { 'content-length': _, ...others } = headers;
    talk.response.writeHead(status, others);
    talk.response.end(talk.asked.method === 'HEAD' ? undefined : body);
  },
};

const page = (status: number) =>
  new Response(`<html><head><title>${status}</title></head><body><center>nginx</center></body></html>`, {
    status,
    headers: { 'content-type': 'text/html', server: 'nginx' },
  });

/** nginx in front of an API, configured as in the product: it refuses broken paths on its own, and merges slashes. */
export const nginx: Fault['wrap'] = (right) => async (request) => {
  const { origin, pathname, search } = new URL(request.url);
  if (/%(?![\da-f]{2})|%00/i.test(pathname)) return page(400);
  if (/(?:\/|%2f)\.\.(?:\/|%2f|$)/i.test(pathname)) return page(404);
  if (Number(request.headers.get('content-length') ?? 0) > 1_048_576) return page(413);
  const merged = pathname.replace(/\/{2,}/g, '/');
  const reply = await right(merged === pathname ? request : new Request(origin + merged + search, request));
  reply.headers.set('server', 'nginx');
  reply.headers.set('cache-control', 'no-store,no-cache');
  return reply;
};

/** Adds the charset to each Content-Type of a 200 reply. */
export const withCharset: Fault['wrap'] = (right) => async (request) => {
  const reply = await right(request);
  const isJson = reply.status === 200 && reply.headers.get('content-type') === 'application/json';
  if (isJson) reply.headers.set('content-type', 'application/json; charset=utf-8');
  return reply;
};
