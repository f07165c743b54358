import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { LONGEST_DELAY_MS } from '../kit/fault.ts';
import { destroyAfter, endGently } from './linger.ts';
import { isControlPath } from './node-control.ts';
import { hasBody, sendContinue } from './request-body.ts';
import {
  NO_PROXY,
  type ParseError,
  type Refusal,
  sendRefusal,
  toExpectationRefusal,
  toRefusal,
  toText,
} from './request-refusal.ts';
import type { ServeSettings } from './serve-options.ts';

/** The connections of a server. */
export interface Connections {
  /**
   * Lets replies that are under way end, for as long as a request may take, and ends all other connections; resolves
   * when the port is free.
   */
  close(): Promise<void>;
}

/** How long requests that are still arriving are waited for. */
const CLOSE_GRACE_MS = 500;

/**
 * Looks after the connections of a server: each request that cannot be read is refused in words, after the replies to
 * the requests before it, one who sends no more still gets its replies, one who reads no more is not waited for, and
 * closing waits for replies that are under way.
 */
export function watchConnections(server: Server, limits: ServeSettings['limits']): Connections {
  const sockets = new Set<Socket>();
  const refused = new WeakSet<Duplex>();
  const refuse = (socket: Duplex, refusal: Refusal) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    // who leaves before the refusal comes needs none
    socket.on('error', () => {});
    // node:http would end the connection with the reply that is under way
    socket.removeAllListeners('end');
    destroyAfter(socket, LONGEST_DELAY_MS);
    afterReplies(socket, incompleteRequestOf(socket), (isUnanswered) => {
      // its end is on its way behind the last reply
      if (!socket.writable) return destroyAfter(socket);
      if (isUnanswered) socket.write(toText(refusal));
      socket.resume();
      endGently(socket);
    });
  };

  allowHalfOpen(server);
  server.on('connection', (socket) => {
    sockets.add(socket);
    // node:http closes behind the last reply at once
    socket.destroySoon = () => {
      if (incompleteRequestOf(socket)) endGently(socket);
      else Socket.prototype.destroySoon.call(socket);
    };
    socket.once('close', () => sockets.delete(socket));
    socket.once('end', () => {
      if (replyOf(socket)) leaveAfter(socket, limits.idleMs);
    });
  });
  server.on('clientError', (error: ParseError, socket) => {
    if (socket.writable) refuse(socket, toRefusal(error, limits));
    else destroyAfter(socket);
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    const answer = () => server.emit('request', request, response);
    // the control API gives leave itself, to those whom it lets in
    if (isControlPath(request.url) && hasBody(request)) answer();
    else sendContinue(response, answer);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    sendRefusal(response, toExpectationRefusal(request.headers.expect));
  });
  server.on('connect', (_, socket) => refuse(socket, NO_PROXY));
  endStalled(server, sockets, limits.requestMs);
  return { close: () => close(server, sockets, limits.requestMs) };
}

/** What node:http notes on a socket and has no types for. Should it cease to, nothing is waited for. */
interface Notes {
  /** The reply that goes out. */
  readonly _httpMessage?: ServerResponse | null;
  /** What reads requests, and the request that it read last or is reading. */
  readonly parser?: { readonly incoming?: IncomingMessage | null } | null;
}

function replyOf(socket: Duplex): ServerResponse | undefined {
  return (socket as Duplex & Notes)._httpMessage ?? undefined;
}

/** Gives the request whose head was read and whose body was not yet, or could not be. */
function incompleteRequestOf(socket: Duplex): IncomingMessage | undefined {
  const incoming = (socket as Duplex & Notes).parser?.incoming ?? undefined;
  return incoming?.complete ? undefined : incoming;
}

/** A client may close its half of a connection once it has sent its requests: node:http then forgot their replies. */
function allowHalfOpen(server: Server): void {
  // Cast: a property of node:http that has no type.
  (server as Server & { httpAllowHalfOpen?: boolean }).httpAllowHalfOpen = true;
}

/**
 * Waits until all requests that arrived whole are answered, and so is a broken one whose reply has begun; tells whether
 * what is broken still wants an answer.
 */
function afterReplies(
  socket: Duplex,
  broken: IncomingMessage | undefined,
  then: (isUnanswered: boolean) => void,
): void {
  const reply = replyOf(socket);
  if (!reply) {
    then(broken === undefined);
  } else if (reply.req === broken && !reply.headersSent) {
    then(true);
  } else {
    // the next reply takes its turn before this one is closed
    reply.once('close', () => afterReplies(socket, broken, then));
  }
}

/** Who has closed its half may be gone altogether, which only shows when something is sent: it is not waited for. */
function leaveAfter(socket: Duplex, ms: number): void {
  const timer = setTimeout(() => {
    if (!replyOf(socket)?.headersSent) socket.destroy();
  }, ms);
  socket.once('close', () => clearTimeout(timer));
}

/** How often a server looks for replies that wait to be read. */
const SWEEP_MS = 1_000;

/**
 * Ends connections of which nothing could be sent for as long as a request may take to arrive. Only replies that their
 * clients do not take at once are looked after, so that all others cost nothing: they are set a timeout, which node:net
 * extends as long as anything goes out.
 */
function endStalled(server: Server, sockets: ReadonlySet<Socket>, limitMs: number): void {
  const sweep = () => {
    for (const socket of sockets) if (socket.writableLength > 0 && !socket.timeout) socket.setTimeout(limitMs);
  };
  server.once('listening', () => {
    const timer = setInterval(sweep, Math.min(SWEEP_MS, limitMs / 10)).unref();
    server.once('close', () => clearInterval(timer));
  });
  server.on('timeout', (socket) => {
    // a reply that is held back, or a stream without news, is not in the hands of the client
    if (socket.writableLength === 0 && replyOf(socket)) socket.setTimeout(0);
    else socket.destroy();
  });
}

function close(server: Server, sockets: ReadonlySet<Duplex>, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const grace = setTimeout(() => {
      for (const socket of sockets) afterReplies(socket, incompleteRequestOf(socket), () => socket.destroy());
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
