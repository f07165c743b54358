/**
 * Serves a mock over HTTP with `node:http`.
 *
 * @packageDocumentation
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STUDIO_HEADER } from '../kit/studio-header.ts';
import type { MockReply } from '../serve/message.ts';
import { listMethodsForPages } from '../serve/place.ts';
import { toFailure } from '../serve/reply.ts';
import { OptionError, UnavailableError } from '../shared/errors.ts';
import { isLoopback } from '../shared/loopback.ts';
import { createDocumentSender } from './api-document.ts';
import { watchConnections } from './connections.ts';
import { type CorsPolicy, corsHeaders, isOfForeignPage } from './cors.ts';
import { deliver } from './deliver.ts';
import { watchDrops } from './drops.ts';
import { createControlHost, isControlPath, isWhole } from './node-control.ts';
import { createReferenceSender } from './reference.ts';
import { hasBody, RequestBody } from './request-body.ts';
import { refuseForeignPage, refuseMissingHost } from './request-refusal.ts';
import { parseServeOptions, type ServeOptions } from './serve-options.ts';
import { createStudioSender } from './studio-files.ts';
import { apisOf, type MockHandler } from './web.ts';

export { type Connect, type NodeConnectionsOptions, nodeConnections, type RawConnection } from './node-connections.ts';
export type { ServeOptions } from './serve-options.ts';

/** A mock that is listening. */
export interface RunningServer {
  /** The API's base, such as `http://127.0.0.1:4010/api/app`. */
  readonly url: string;
  readonly server: Server;
  /** Stops accepting requests and drains those in flight; resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Starts serving a mock, with its control API below `/__kit/`. A plain request handler is served without one.
 *
 * @throws OptionError if an option is invalid; UnavailableError if the port is in use.
 * @example
 * ```ts
 * const { url, close } = await serve(createMock(), { port: 0 });
 * ```
 */
export async function serve(mock: MockHandler, options: ServeOptions = {}): Promise<RunningServer> {
  if (typeof mock?.handle !== 'function') {
    throw new OptionError('Failed to serve: the first argument must be a mock, as returned by createMock.');
  }
  const settings = parseServeOptions(options);
  const { port, host, cors, controlKey, timeSource, limits } = settings;
  const isPrivate = controlKey === undefined && isLoopback(host);
  const control = createControlHost(mock, settings);
  const methods = listMethodsForPages(apisOf(mock));
  const toOthers: Host = { cors, methods, timeSource, bodyBytes: limits.bodyBytes };
  const sendDocument = createDocumentSender(mock);
  const hasStudio = settings.control && isWhole(mock);
  const sendStudio = hasStudio ? createStudioSender() : () => false;
  const sendReference = hasStudio ? createReferenceSender() : () => false;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.requestMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(1_000, Math.ceil(limits.requestMs / 10)),
      keepAliveTimeout: limits.idleMs,
      // with two keys or hosts neither counts alone
      joinDuplicateHeaders: true,
      requireHostHeader: false,
    },
    (request, response) => {
      if (refuseMissingHost(request, response)) return;
      if (drops?.isSentAgain(request)) return void request.socket.destroy();
      // node:http loses what follows an upgrade request in the same packet
      if (request.headers.upgrade !== undefined || drops?.mayCome) response.shouldKeepAlive = false;
      if (isControlPath(request.url)) control.answer(request, response);
      else if (isPrivate && isOfForeignPage(cors, request.headers)) refuseForeignPage(request, response);
      else if (sendStudio(request, response) || sendReference(request, response)) return;
      else if (!sendDocument(request, response, corsHeaders(cors, methods, request.headers))) {
        answer(mock, toOthers, request, response);
      }
    },
  );
  server.maxConnections = limits.connections;
  // the limit is on bytes: headers beyond a number would be dropped silently
  server.maxHeadersCount = 0;
  // a mock of one API alone answers as its servers do
  const [first, ...others] = apisOf(mock);
  const notHttp = others.length === 0 ? first?.notHttp : undefined;
  const connections = watchConnections(server, { limits, methods, notHttp });
  const drops = isWhole(mock) ? watchDrops(mock, server, connections.listUsed) : undefined;
  await listen(server, port, host);
  const address = server.address() as AddressInfo; // a listening TCP server has such an address
  return {
    url: `http://${toHostText(address)}:${address.port}${mock.options.basePath}`,
    server,
    close: () => {
      control.close();
      drops?.unwatch();
      return connections.close();
    },
  };
}

interface Host {
  readonly cors: CorsPolicy;
  readonly methods: string;
  readonly timeSource: (() => number) | undefined;
  /** How many bytes of a body are accepted. */
  readonly bodyBytes: number;
}

function answer(mock: MockHandler, host: Host, request: IncomingMessage, response: ServerResponse): void {
  const { url = '/', method = 'GET', headers } = request;
  const target = toTarget(url);
  const cut = target.indexOf('?');
  // connections have sent 100 Continue already
  const body = hasBody(request) ? new RequestBody(request, response, host.bodyBytes, false) : undefined;
  const send = (reply: MockReply) => {
    if (headers.origin === undefined || reply.isForNoPage) return deliver(response, reply, reply.headers);
    deliver(response, reply, forPage(host, reply, headers));
  };
  try {
    const reply = mock.handle({
      method,
      path: cut < 0 ? target : target.slice(0, cut),
      query: cut < 0 ? '' : target.slice(cut + 1),
      authorization: headers.authorization,
      prefer: toText(headers.prefer),
      rawHeaders: request.rawHeaders,
      byStudio: headers[STUDIO_HEADER] !== undefined,
      receivedAt: host.timeSource?.(),
      readBody: body && (() => body.read()),
    });
    if (reply instanceof Promise) reply.then(send, (error: unknown) => send(toFailure(error)));
    else send(reply);
  } catch (error) {
    send(toFailure(error));
  }
}

/** The headers of a reply to a page: an API may have its own CORS headers, within the policy. */
function forPage({ cors, methods }: Host, reply: MockReply, headers: IncomingMessage['headers']) {
  const ofPolicy = corsHeaders(cors, methods, headers);
  if (reply.headers['access-control-allow-origin'] === undefined) return { ...reply.headers, ...ofPolicy };
  return 'access-control-allow-origin' in ofPolicy ? reply.headers : withoutCors(reply.headers);
}

function withoutCors(headers: MockReply['headers']): MockReply['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-')));
}

/** A client that uses this server as a proxy sends an absolute URL. */
function toTarget(url: string): string {
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '');
}

function toText(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' || header === undefined ? header : header.join(',');
}

/** An unspecified address means every address; a client needs a specific one. */
function toHostText({ address, family }: AddressInfo): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return family === 'IPv6' ? `[${address}]` : address;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(toUnavailable(cause, port, host)));
    server.listen(port, host, resolve);
  });
}

function toUnavailable(cause: NodeJS.ErrnoException, port: number, host: string): UnavailableError {
  const why: Record<string, string> = {
    EADDRINUSE: `port ${port} of ${host} is in use. Stop the program that uses it, or choose another port (0 picks a free one).`,
    EACCES: `port ${port} needs more privileges. Choose a port of 1024 or above.`,
    EADDRNOTAVAIL: `this machine has no address ${host}. Use 127.0.0.1, or 0.0.0.0 for all addresses.`,
    ENOTFOUND: `${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all addresses.`,
  };
  return new UnavailableError(`Failed to serve: ${why[cause.code ?? ''] ?? cause.message}`, { cause });
}
