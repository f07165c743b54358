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
  /** Lists those that have carried a request. */
  listUsed(): Duplex[];
  /**
   * Drains replies in flight, for at most the request timeout, and closes all other connections; resolves when the port
   * is free.
   */
  close(): Promise<void>;
}

interface ConnectionRules extends Pick<ServeSettings, 'limits'> {
  /** The allowed methods, as listed in a header. */
  readonly methods: string;
  /** What is answered to all that is not HTTP, if the host does not say what is wrong. */
  readonly notHttp: string | undefined;
}

/** How long to wait for requests that are still arriving. */
const CLOSE_GRACE_MS = 500;

/**
 * Manages the connections of a server. Each malformed request gets a refusal that says why, after the replies to the
 * requests before it; a client that does not read is disconnected; closing waits for replies in flight.
 */
export function watchConnections(server: Server, { limits, methods, notHttp }: ConnectionRules): Connections {
  const connections: Replies = new Map();
  const refused = new WeakSet<Duplex>();
  const refuse = (socket: Duplex, refusal: HeadRefusal) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    // a client that leaves first needs no refusal
    socket.on('error', () => {});
    destroyAfter(socket, LONGEST_DELAY_MS);
    afterReplies(connections.get(socket), (isUnanswered) => {
      // its end follows the last reply
      if (!socket.writable) return destroyAfter(socket);
      if (isUnanswered) socket.write(toText(refusal, notHttp));
      socket.resume();
      endGently(socket);
    });
  };
  const note = ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (connections.has(socket)) connections.set(socket, response);
  };

  server.on('connection', (socket) => {
    connections.set(socket, undefined);
    // node:http closes right after the last reply, which a client that is still sending would then lose
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
    // the control API sends 100 Continue itself, to requests that it admits
    if (isControlPath(request.url) && hasBody(request)) answer();
    else sendContinue(response, answer);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    note(request, response);
    sendRefusal(response, toExpectationRefusal(request.headers.expect));
  });
  server.on('connect', (_, socket) => refuse(socket, refuseProxy(methods)));
  endStalled(server, connections, limits.requestMs);
  return {
    listUsed: () => [...connections].flatMap(([socket, last]) => (last ? [socket] : [])),
    close: () => close(server, connections, limits.requestMs),
  };
}

/** The open connections, each with the reply to its last request. Replies go out in order. */
type Replies = Map<Duplex, ServerResponse | undefined>;

/** A closed reply counts as destroyed, whatever its outcome. */
function isUnderWay(reply: ServerResponse | undefined): reply is ServerResponse {
  return reply?.destroyed === false;
}

/**
 * Waits until all complete requests are answered, and a broken one too if its reply has started; returns whether the
 * broken one still needs an answer.
 */
function afterReplies(last: ServerResponse | undefined, then: (isUnanswered: boolean) => void): void {
  const isBroken = last?.req.complete === false;
  if (!isUnderWay(last)) then(!isBroken);
  else if (!isBroken || last.headersSent) last.once('close', () => then(!isBroken));
  else if (last.socket) then(true);
  // replies before it go out first
  else last.once('socket', () => then(true));
}

/** How often a server looks for replies that their clients do not read. */
const SWEEP_MS = 1_000;

/**
 * Ends connections over which nothing could be sent for the length of the request timeout. Only replies that their
 * clients do not read at once are tracked, so that all others cost nothing: they get a timeout, which node:net extends
 * whenever data is sent.
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
    // a delayed reply, or a stream without news, does not wait for the client
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
