import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** How nginx is configured in front of an API. */
export interface FrontSetup {
  /** The name in its Server header and pages. */
  readonly name: string;
  /** The URL of the service behind it. */
  readonly upstream: string;
  /** The path prefix that belongs to the proxy, and is stripped. */
  readonly prefix: string;
  /** What happens with a line feed in the path: the rewrite rule cuts the path there, or does not apply. */
  readonly atLineFeed: 'cut' | 'leave';
  /** The answer to paths without the prefix. */
  readonly elsewhere: { readonly status: number; readonly body: string };
  /** Headers added to each answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** The maximum size of a body, in bytes; larger ones get a 413. */
  readonly largestBody?: number;
}

/** A running proxy. */
interface RunningFront {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Starts a proxy that treats requests like the product's nginx: it refuses invalid escapes, nulls and two keys, merges
 * slashes, resolves dot segments, and strips a prefix from the path, which it then encodes again.
 */
export async function startFront(setup: FrontSetup): Promise<RunningFront> {
  const server = createServer((asked, answer) => void pass(asked, answer, setup));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has such an address
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** An error page of nginx. */
export const page = (status: number, title: string, name: string) =>
  `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n<hr><center>${name}</center>\r\n</body>\r\n</html>\r\n`;

async function pass(asked: IncomingMessage, answer: ServerResponse, setup: FrontSetup): Promise<void> {
  const { name, upstream, prefix, elsewhere, largestBody = Number.POSITIVE_INFINITY } = setup;
  const refuse = (status: number, title: string, headers = {}) =>
    send(answer, status, { 'content-type': 'text/html', server: name, ...headers }, page(status, title, name));
  const [path = '', ...query] = (asked.url ?? '').replace(/^https?:\/\/[^/]*/, '').split('?');
  const keys = asked.rawHeaders.filter((name, index) => index % 2 === 0 && /^authorization$/i.test(name));
  const clean = cleanPath(path);
  if (clean === undefined || keys.length > 1) return refuse(400, 'Bad Request');
  if (!clean.startsWith(prefix)) {
    return send(answer, elsewhere.status, { 'content-type': 'text/html', server: name }, elsewhere.body);
  }
  const body = await buffer(asked).catch(() => undefined);
  // a client that aborts half way gets no answer
  if (body === undefined) return;
  if (body.length > largestBody) return refuse(413, 'Request Entity Too Large', setup.headers);
  const target = [encodePath(rewrite(clean, setup)), ...query].join('?');
  const headers = { ...asked.headers, host: new URL(upstream).hostname, connection: 'close' };
  const passed = request(upstream + target, { method: asked.method, headers, setHost: false }).end(body);
  passed.on('response', async (reply) => {
    const own = Object.entries(reply.headersDistinct).flatMap(([name, values = []]) =>
      /^(?:connection|date|keep-alive|transfer-encoding)$/.test(name) ? [] : [[name, values] as const],
    );
    answer.writeHead(reply.statusCode ?? 502, { ...Object.fromEntries(own), server: name, ...setup.headers });
    reply.pipe(answer);
  });
  passed.on('error', () => refuse(502, 'Bad Gateway'));
}

function send(answer: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  answer.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  answer.end(answer.req.method === 'HEAD' ? undefined : body);
}

function rewrite(path: string, { prefix, atLineFeed }: FrontSetup): string {
  if (!path.startsWith(`${prefix}/`)) return path;
  if (!path.includes('\n')) return path.slice(prefix.length);
  return atLineFeed === 'cut' ? path.slice(prefix.length, path.indexOf('\n')) : path;
}

/** The path decoded into bytes, with slashes merged and dot segments resolved; undefined if nginx refuses it. */
function cleanPath(path: string): string | undefined {
  if (/%(?![\da-f]{2})|%00/i.test(path)) return undefined;
  const bytes = path.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const walked: string[] = [];
  const segments = bytes.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..' && walked.pop() === undefined) return undefined;
    if (segment !== '' && segment !== '.' && segment !== '..') walked.push(segment);
    else if (isLast) walked.push('');
  }
  return `/${walked.join('/')}`;
}

function encodePath(bytes: string): string {
  return bytes.replace(
    /[^\w\-.~!$&'()*+,;=:@/]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
