import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { LONGEST_DELAY_MS } from '../kit/fault.ts';
import { destroyAfter, endGently } from './linger.ts';
import { isControlPath } from './node-control.ts';
import { hasBody, sendContinue } from './request-body.ts';
import {
  type HeadRefusal,
  type ParseError,
  refuseProxy,
  sendRefusal,
  toExpectationRefusal,
  toRefusal,
  toText,
} from './request-refusal.ts';
import type { ServeSettings } from './serve-options.ts';

/** The connections of a server. */
interface Connections {
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
 * the requests before it, a client that does not read is disconnected, and closing waits for replies that are under way.
 *
 * @param methods - the methods that are allowed, as a header lists them.
 */
export function watchConnections(server: Server, limits: ServeSettings['limits'], methods: string): Connections {
  const connections: Replies = new Map();
  const refused = new WeakSet<Duplex>();
  const refuse = (socket: Duplex, refusal: HeadRefusal) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    // who leaves before the refusal comes needs none
    socket.on('error', () => {});
    destroyAfter(socket, LONGEST_DELAY_MS);
    afterReplies(connections.get(socket), (isUnanswered) => {
      // its end is on its way behind the last reply
      if (!socket.writable) return destroyAfter(socket);
      if (isUnanswered) socket.write(toText(refusal));
      socket.resume();
      endGently(socket);
    });
  };
  const note = ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (connections.has(socket)) connections.set(socket, response);
  };

  server.on('connection', (socket) => {
    connections.set(socket, undefined);
    // node:http closes behind the last reply at once, which would take it from a client that is still sending
    socket.destroySoon = () => {
      if (connections.get(socket)?.req.complete === false) endGently(socket);
      else Socket.prototype.destroySoon.call(socket);
    };
    socket.once('close', () => connections.delete(socket));
  });
  server.prependListener('request', note);
  server.on('clientError', (error: ParseError, socket) => {
    if (socket.writable) refuse(socket, toRefusal(error, limits));
    else destroyAfter(socket);
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    note(request, response);
    const answer = () => server.emit('request', request, response);
    // the control API sends 100 Continue itself, to requests that it lets in
    if (isControlPath(request.url) && hasBody(request)) answer();
    else sendContinue(response, answer);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    note(request, response);
    sendRefusal(response, toExpectationRefusal(request.headers.expect));
  });
  server.on('connect', (_, socket) => refuse(socket, refuseProxy(methods)));
  endStalled(server, connections, limits.requestMs);
  return { close: () => close(server, connections, limits.requestMs) };
}

/** The connections that are open, and the reply to the last request of each. Replies go out in order. */
type Replies = Map<Duplex, ServerResponse | undefined>;

/** A reply that is closed counts as destroyed, however it went. */
function isUnderWay(reply: ServerResponse | undefined): reply is ServerResponse {
  return reply?.destroyed === false;
}

/**
 * Waits until all requests that arrived whole are answered, and so is a broken one whose reply has begun; tells whether
 * what is broken still wants an answer.
 */
function afterReplies(last: ServerResponse | undefined, then: (isUnanswered: boolean) => void): void {
  const isBroken = last?.req.complete === false;
  if (!isUnderWay(last)) then(!isBroken);
  else if (!isBroken || last.headersSent) last.once('close', () => then(!isBroken));
  else if (last.socket) then(true);
  // replies before it go out first
  else last.once('socket', () => then(true));
}

/** How often a server looks for replies that wait to be read. */
const SWEEP_MS = 1_000;

/**
 * Ends connections of which nothing could be sent for as long as a request may take to arrive. Only replies that their
 * clients do not take at once are looked after, so that all others cost nothing: they are set a timeout, which node:net
 * extends as long as anything goes out.
 */
function endStalled(server: Server, connections: Replies, limitMs: number): void {
  const sweep = () => {
    for (const socket of connections.keys()) {
      if (socket instanceof Socket && socket.writableLength > 0 && !socket.timeout) socket.setTimeout(limitMs);
    }
  };
  server.once('listening', () => {
    const timer = setInterval(sweep, Math.min(SWEEP_MS, limitMs / 10)).unref();
    server.once('close', () => clearInterval(timer));
  });
  server.on('timeout', (socket) => {
    // a reply that is held back, or a stream without news, is not in the hands of the client
    if (socket.writableLength === 0 && isUnderWay(connections.get(socket))) socket.setTimeout(0);
    else socket.destroy();
  });
}

function close(server: Server, connections: Replies, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const grace = setTimeout(() => {
      for (const [socket, last] of connections) afterReplies(last, () => socket.destroy());
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
