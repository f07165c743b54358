import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorReply } from '../api/error-reply.ts';
import type { ServeSettings } from './serve-options.ts';

/** Why a request is refused before it is handled: the status line and one sentence. */
export interface HeadRefusal {
  readonly status: string;
  readonly message: string;
}

/** Refuses to be a proxy; `methods` are the allowed ones, as listed in a header. */
export function refuseProxy(methods: string): HeadRefusal {
  return {
    status: `405 Method Not Allowed\r\nallow: ${methods}`,
    message: 'The method CONNECT is not allowed here; this server is not a proxy.',
  };
}

const BAD_REQUEST = '400 Bad Request';

const NO_HOST: HeadRefusal = {
  status: BAD_REQUEST,
  message: 'The header Host is missing, which HTTP/1.1 requires.',
};

/** Refuses an Expect that is not `100-continue`. RFC 9110, 10.1.1. */
export function toExpectationRefusal(expect = ''): HeadRefusal {
  const shown = JSON.stringify(expect.length > 40 ? `${expect.slice(0, 40)}…` : expect);
  return { status: '417 Expectation Failed', message: `The header Expect must be 100-continue, received ${shown}.` };
}

/** What the parser reports about a malformed request. */
export interface ParseError extends NodeJS.ErrnoException {
  readonly reason?: string;
}

/** Explains why a request could not be read. */
export function toRefusal(
  { code, reason }: ParseError,
  { headerBytes, requestMs }: ServeSettings['limits'],
): HeadRefusal {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const message = `The head of the request is too large: at most ${headerBytes} bytes are accepted.`;
    return { status: '431 Request Header Fields Too Large', message };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: '408 Request Timeout', message: `The request did not arrive in full within ${requestMs} ms.` };
  }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    return { status: '413 Payload Too Large', message: 'The extensions of a chunk of the body are too large.' };
  }
  const why = [reason, code && `(${code})`].filter(Boolean).join(' ') || 'it cannot be read';
  return { status: BAD_REQUEST, message: `The request is not HTTP/1.1: ${why}.` };
}

/**
 * Writes a refusal as bytes for a socket; the connection ends with it.
 *
 * @param notHttp - the plain text of a server that does not say why, if any.
 */
export function toText(refusal: HeadRefusal, notHttp?: string): string {
  if (notHttp !== undefined && refusal.status === BAD_REQUEST) {
    return `HTTP/1.1 ${BAD_REQUEST}\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${notHttp}`;
  }
  const body = toBody(refusal);
  const headers = ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, 'connection: close'];
  return `HTTP/1.1 ${[refusal.status, ...headers].join('\r\n')}\r\n\r\n${body}`;
}

/** Sends a refusal in its request's turn; the connection ends with it. */
export function sendRefusal(response: ServerResponse, refusal: HeadRefusal): void {
  const body = toBody(refusal);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  response.writeHead(Number.parseInt(refusal.status, 10), headers);
  response.end(body);
}

function toBody({ message }: HeadRefusal): string {
  const reply: ErrorReply = { errors: [message] };
  return JSON.stringify(reply);
}

/** Refuses an HTTP/1.1 request without a Host header; returns whether it did. RFC 9112, 3.2. */
export function refuseMissingHost(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.headers.host !== undefined || request.httpVersion !== '1.1') return false;
  sendRefusal(response, NO_HOST);
  return true;
}

/** Refuses a request that comes from a page under a foreign name. */
export function refuseForeignPage({ headers: { host } }: IncomingMessage, response: ServerResponse): void {
  const message = `The mock is closed to pages under any name but this machine's own, received Host ${JSON.stringify(host)}. Use localhost, or allow these pages with the option cors.`;
  sendRefusal(response, { status: '403 Forbidden', message });
}
