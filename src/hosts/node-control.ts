import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorReply } from '../api/error-reply.ts';
import type { ControlHead, ControlReply, ControlRequest } from '../control/message.ts';
import type { Mock } from '../mock/mock.ts';
import type { Stream } from '../serve/message.ts';
import { isLoopback } from '../shared/loopback.ts';
import { VERSION } from '../shared/version.ts';
import { RequestBody } from './request-body.ts';
import type { ServeSettings } from './serve-options.ts';
import type { MockHandler } from './web.ts';

const HEARTBEAT_MS = 15_000;
/** Backpressure limit: slower readers of a stream are disconnected, and can resume with Last-Event-ID. */
const MOST_UNREAD_BYTES = 4 * 2 ** 20;

/** Whether a request is for the control API. */
export function isControlPath(url: string | undefined): boolean {
  return url?.startsWith('/__kit') === true && /^\/__kit(?:[/?]|$)/.test(url);
}

/** Serves the control API with `node:http`. */
interface ControlHost {
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** Ends all open streams. */
  close(): void;
}

/** Builds the server of the control API; its modules are loaded on the first request. */
export function createControlHost(mock: MockHandler, settings: ServeSettings): ControlHost {
  const { control, controlKey, host, timeSource, limits } = settings;
  const streams = new Set<ServerResponse>();
  let isClosed = false;
  let loading: Promise<((request: ControlRequest) => Promise<ControlReply>) | undefined> | undefined;
  const load = async () => {
    if (typeof control === 'function') return control;
    if (!isWhole(mock)) return undefined;
    const { createControl } = await import('../control/control.ts');
    return createControl(mock, {
      version: VERSION,
      hostNames: [host],
      limits: { items: limits.bodyItems, textBytes: limits.textBytes },
      ...(controlKey !== undefined && { controlKey }),
      ...(timeSource && { timeSource }),
    });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse, body: RequestBody) => {
    if (!control) throw new Refused(404, 'The control API is switched off.');
    loading ??= load();
    const answerControl = await loading;
    if (!answerControl) throw new Refused(404, 'There is no control API here.');
    const reply = await answerControl({ ...toHead(request, body), readBody: () => body.read() });
    body.drain();
    if (!('stream' in reply)) {
      response.writeHead(reply.status, reply.headers);
      response.end(reply.body);
      return;
    }
    const { stream } = reply;
    response.writeHead(reply.status, { ...reply.headers, connection: 'close' });
    // requests after a stream on the same connection would never be answered
    if (response.socket) begin(request, response, stream);
    else response.once('socket', () => begin(request, response, stream));
  };

  const begin = (request: IncomingMessage, response: ServerResponse, stream: Stream) => {
    // a client that has left would never be unsubscribed
    if (isClosed || response.destroyed) return void response.destroy();
    response.flushHeaders();
    streams.add(response);
    // a client that ended its side has left
    request.socket.once('end', () => response.end());
    const send = (text: string) => {
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      // a client that has left may still be connected
      else if (!response.writableEnded) response.write(text);
    };
    const stop = stream(send);
    const heartbeat = setInterval(() => send(': \n\n'), HEARTBEAT_MS);
    response.once('close', () => {
      clearInterval(heartbeat);
      streams.delete(response);
      stop();
    });
  };

  return {
    answer(request, response) {
      const body = new RequestBody(request, response, limits.bodyBytes);
      handle(request, response, body).catch((error: unknown) => {
        if (response.headersSent || response.destroyed) return response.destroy();
        body.drain();
        refuse(response, toRefused(error));
      });
    },
    close() {
      isClosed = true;
      for (const response of streams) {
        // ending would wait for a client that does not read
        if (response.writableLength > 0) response.destroy();
        else response.end();
      }
    },
  };
}

/** A plain request handler has no state to control. */
export function isWhole(mock: MockHandler | Mock): mock is Mock {
  return 'clock' in mock;
}

function toHead({ url = '/', method = 'GET', headers, socket }: IncomingMessage, body: RequestBody): ControlHead {
  const cut = url.indexOf('?');
  const single = (name: string) => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(',') : value;
  };
  return {
    method,
    path: cut < 0 ? url : url.slice(0, cut),
    query: cut < 0 ? '' : url.slice(cut + 1),
    headers: {
      origin: single('origin'),
      host: single('host'),
      contentType: single('content-type'),
      secFetchSite: single('sec-fetch-site'),
      controlKey: single('x-control-key'),
      lastEventId: single('last-event-id'),
    },
    hasBody: body.isThere,
    isLocal: isLoopback(socket.remoteAddress),
  };
}

/** A refusal by the host, before the control API answers. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function toRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  return new Refused(500, `The mock failed: ${error instanceof Error ? error.message : String(error)}.`);
}

function refuse(response: ServerResponse, { status, message }: Refused): void {
  const reply: ErrorReply = { errors: [message] };
  const body = JSON.stringify(reply);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
