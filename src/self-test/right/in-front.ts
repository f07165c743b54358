import type { Fault } from '../faults/fault.ts';
import type { Conforming } from './conforming.ts';

/** A page of a proxy. */
export const html = (status: number) =>
  new Response(`<html><head><title>${status}</title></head></html>`, {
    status,
    headers: { 'content-type': 'text/html', server: 'nginx' },
  });

/** A proxy in front that answers some requests on its own. */
export const front =
  (isRefused: (path: string, request: Request) => boolean, answer: () => Response): Fault['wrap'] =>
  (right) =>
  async (request) =>
    isRefused(new URL(request.url).href.slice(new URL(request.url).origin.length), request) ? answer() : right(request);

/** Proxies in front of an API, which all stand in one row. */
const proxies: readonly Conforming[] = [
  {
    name: 'a proxy in front refuses broken paths in HTML',
    wrap: front(
      (path) => /^[^?]*%(?:00|2f|5c|(?![\da-f]{2}))/i.test(path),
      () => html(400),
    ),
  },
  {
    name: 'a proxy in front refuses long headers in HTML',
    wrap: front(
      (_, request) => [...request.headers.values()].some((value) => value.length > 4_000),
      () => html(400),
    ),
  },
  {
    name: 'a proxy in front refuses long URLs in HTML',
    wrap: front(
      (path) => path.length > 4_000,
      () => html(414),
    ),
  },
  {
    name: 'a firewall refuses what looks like an attack',
    wrap: front(
      (path, request) =>
        /'|%27|%3cb|\$gt|%24gt|\.\.%2f/i.test(path) || /'/.test(request.headers.get('authorization') ?? ''),
      () => html(403),
    ),
  },
  {
    name: 'a proxy in front is busy now and then, and says when to ask again',
    wrap: (right) => {
      let requests = 0;
      return async (request) => {
        requests += 1;
        const headers = { 'content-type': 'text/html', 'retry-after': '0' };
        return requests % 40 === 39 ? new Response('busy', { status: 503, headers }) : right(request);
      };
    },
  },
  {
    name: 'doubled slashes are redirected',
    wrap: front(
      (path) => path.includes('//'),
      () => new Response(null, { status: 308, headers: { location: '/' } }),
    ),
  },
];

/** A zstd frame with one raw block (RFC 8878, 3.1.1): compressed by its form alone. */
function inZstd(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = Buffer.from('28b52ffda000000000000000', 'hex');
  head.writeUInt32LE(body.length, 5);
  head.writeUIntLE((body.length << 3) | 1, 9, 3);
  return Buffer.concat([head, body]);
}

/** Servers in front that many sites share. */
const others: readonly Conforming[] = [
  {
    name: 'a server in front compresses with zstd where that is offered',
    wrap: (right) => async (request) => {
      const reply = await right(request);
      const isOffered = request.headers.get('accept-encoding')?.includes('zstd');
      if (!isOffered || reply.status !== 200 || request.method === 'HEAD') return reply;
      const headers = { ...Object.fromEntries(reply.headers), 'content-encoding': 'zstd', vary: 'accept-encoding' };
      return new Response(inZstd(new Uint8Array(await reply.arrayBuffer())), { headers });
    },
  },
  {
    name: 'a cache in front fails for a range that it cannot read',
    wrap: front(
      (_, request) => request.headers.get('range') === 'bytes=x',
      () => html(503),
    ),
  },
  {
    name: 'of several sites on one machine, another one has no page for other hosts, and none for no host',
    wrap: (right) => right,
    manners: {
      answer: async ({ asked, right, send }) => {
        send(
          asked.headers.host === 'server.test' ? await right() : { status: 200, headers: {}, body: new Uint8Array() },
        );
      },
    },
  },
];

/** What teams run in front of an API. */
export const inFront: readonly Conforming[] = [
  {
    name: proxies.map(({ name }) => name).join(', '),
    wrap: (right) => proxies.reduce((serve, { wrap }) => wrap(serve), right),
  },
  ...others,
];
