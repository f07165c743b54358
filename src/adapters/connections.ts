import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { LONGEST_DELAY_MS } from '../schema/fault.ts';
import type { ErrorReply } from '../schema/reply.ts';

/** The bounds that a refusal names. */
export interface ConnectionLimits {
  readonly headerBytes: number;
  readonly requestMs: number;
}

/** The connections of a server. */
export interface Connections {
  /**
   * Lets replies that are under way end, for as long as a request may take, and ends all other connections; resolves
   * when the port is free.
   */
  close(): Promise<void>;
}

/** How long a client may go on sending after it was refused: closing at once would take the refusal from it. */
const LINGER_MS = 2_000;
/** How long requests that are still arriving are waited for. */
const CLOSE_GRACE_MS = 500;

/**
 * Looks after the connections of a server: each request that cannot be read is refused in words, after the replies to
 * the requests before it, and closing waits for replies that are under way.
 */
export function watchConnections(server: Server, limits: ConnectionLimits): Connections {
  const sockets = new Set<Duplex>();
  const refused = new WeakSet<Duplex>();
  const refuse = (socket: Duplex, refusal: Refusal) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    // who leaves before the refusal comes needs none
    socket.on('error', () => {});
    destroyAfter(socket, LONGEST_DELAY_MS);
    afterReplies(socket, (current) => {
      if (current?.headersSent || !socket.writable) return void socket.destroy();
      socket.end(toText(refusal));
      socket.resume();
      destroyAfter(socket, LINGER_MS);
    });
  };

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable) refuse(socket, toRefusal(error.code, limits));
    else socket.destroy();
  });
  server.on('connect', (_, socket) => refuse(socket, NO_PROXY));
  return { close: () => close(server, sockets, limits.requestMs) };
}

interface Refusal {
  readonly status: string;
  readonly message: string;
}

const NO_PROXY: Refusal = {
  status: '405 Method Not Allowed\r\nallow: GET, HEAD, OPTIONS',
  message: 'The method CONNECT is not allowed here; this server is no proxy.',
};

function toRefusal(code: string | undefined, { headerBytes, requestMs }: ConnectionLimits): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const message = `The head of the request is too large: at most ${headerBytes} bytes are taken.`;
    return { status: '431 Request Header Fields Too Large', message };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: '408 Request Timeout', message: `The request did not arrive whole within ${requestMs} ms.` };
  }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    return { status: '413 Payload Too Large', message: 'The extensions of a chunk of the body are too large.' };
  }
  return { status: '400 Bad Request', message: `The request is not HTTP/1.1 (${code ?? 'unknown error'}).` };
}

function toText({ status, message }: Refusal): string {
  const reply: ErrorReply = { errors: [message] };
  const body = JSON.stringify(reply);
  const headers = ['content-type: application/json', `content-length: ${body.length}`, 'connection: close'];
  return `HTTP/1.1 ${[status, ...headers].join('\r\n')}\r\n\r\n${body}`;
}

/** Waits until all requests that arrived whole are answered; gives the reply to one that did not, if there is one. */
function afterReplies(socket: Duplex, then: (current: ServerResponse | undefined) => void): void {
  // Cast: node:http notes on a socket which reply goes out on it. Should it cease to, nothing is waited for.
  const current = (socket as Duplex & { readonly _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;
  if (!current?.req.complete) {
    then(current);
    return;
  }
  // the next reply takes its turn before this one is closed
  current.once('close', () => afterReplies(socket, then));
}

function destroyAfter(socket: Duplex, ms: number): void {
  const timer = setTimeout(() => socket.destroy(), ms);
  socket.once('close', () => clearTimeout(timer));
}

function close(server: Server, sockets: ReadonlySet<Duplex>, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const grace = setTimeout(() => {
      for (const socket of sockets) afterReplies(socket, () => socket.destroy());
    }, CLOSE_GRACE_MS);
    const limit = setTimeout(() => server.closeAllConnections(), limitMs + CLOSE_GRACE_MS);
    server.close(() => {
      clearTimeout(grace);
      clearTimeout(limit);
      resolve();
    });
    server.closeIdleConnections();
  });
}
