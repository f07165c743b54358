/**
 * Serves a mock over HTTP with `node:http`.
 *
 * @packageDocumentation
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MockReply, MockRequest } from '../endpoint/message.ts';
import { OptionError, UnavailableError } from '../errors.ts';
import type { ErrorReply } from '../schema/reply.ts';
import { type CorsPolicy, corsHeaders } from './cors.ts';
import type { MockHandler } from './web.ts';

/** Where a mock listens and which pages may read it. */
export interface ServeOptions {
  /** TCP port, 0 to 65535; 0 takes a free one. @defaultValue `4010` */
  readonly port?: number;
  /** Address to listen at. @defaultValue `'127.0.0.1'` */
  readonly host?: string;
  /** Which pages may read replies from a browser. @defaultValue `'loopback'`, pages served from this machine */
  readonly cors?: CorsPolicy;
}

const CLOSE_GRACE_MS = 500;

/** A mock that is listening. */
export interface RunningServer {
  /** The API's base, such as `http://127.0.0.1:4010/api/app`. */
  readonly url: string;
  readonly server: Server;
  /** Stops taking requests; resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Starts serving a mock.
 *
 * @throws OptionError when the port is out of range; UnavailableError when it is taken.
 * @example
 * ```ts
 * const { url, close } = await serve(createMock(), { port: 0 });
 * ```
 */
export async function serve(mock: MockHandler, options: ServeOptions = {}): Promise<RunningServer> {
  const { port = 4010, host = '127.0.0.1', cors = 'loopback' } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new OptionError(`Failed to serve: option port must be a whole number from 0 to 65535, received ${port}.`);
  }
  const server = createServer((request, response) => answer(mock, cors, request, response));
  await listen(server, port, host);
  const address = server.address() as AddressInfo; // a TCP server that listens has such an address
  return {
    url: `http://${toHostText(address)}:${address.port}${mock.options.basePath}`,
    server,
    close: () => close(server),
  };
}

async function answer(mock: MockHandler, cors: CorsPolicy, request: IncomingMessage, response: ServerResponse) {
  const { url = '/', method = 'GET', headers } = request;
  // a client that takes this server for a proxy puts scheme and host in front
  const target = url.replace(/^https?:\/\/[^/?]*/i, '');
  const cut = target.indexOf('?');
  const asked: MockRequest = {
    method,
    path: cut < 0 ? target : target.slice(0, cut),
    query: cut < 0 ? '' : target.slice(cut + 1),
    authorization: headers.authorization,
  };
  const reply = await handleSafely(mock, asked);
  send(response, reply, corsHeaders(cors, headers));
}

/** When the mock itself fails, this request ends and the server goes on. */
async function handleSafely(mock: MockHandler, request: MockRequest): Promise<MockReply> {
  try {
    return await mock.handle(request);
  } catch (error) {
    return toFailure(error);
  }
}

function toFailure(error: unknown): MockReply {
  const reply: ErrorReply = { errors: [`The mock failed: ${error instanceof Error ? error.message : String(error)}.`] };
  return {
    status: 500,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(reply)),
  };
}

/** An unspecified address means every address; a client needs one of them. */
function toHostText({ address, family }: AddressInfo): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return family === 'IPv6' ? `[${address}]` : address;
}

function send(response: ServerResponse, reply: MockReply, extra: Readonly<Record<string, string>>): void {
  response.writeHead(reply.status, { ...reply.headers, ...extra });
  response.end(reply.body);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(toUnavailable(cause, port, host)));
    server.listen(port, host, resolve);
  });
}

function toUnavailable(cause: NodeJS.ErrnoException, port: number, host: string): UnavailableError {
  const why: Record<string, string> = {
    EADDRINUSE: `port ${port} of ${host} is taken. Stop what uses it, or choose another port (0 takes a free one).`,
    EACCES: `port ${port} needs more rights. Choose a port of 1024 or above.`,
    EADDRNOTAVAIL: `this machine has no address ${host}. Use 127.0.0.1, or 0.0.0.0 for all addresses.`,
  };
  return new UnavailableError(`Failed to serve: ${why[cause.code ?? ''] ?? cause.message}`, { cause });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // a connection that was opened and never used does not count as idle and would hold the server for a minute
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
