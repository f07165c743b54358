import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { serve } from '../../src/hosts/node.ts';
import { createMock } from '../../src/index.ts';

/** Answers one request badly; `right` answers it correctly. */
export type Misbehave = (request: IncomingMessage, response: ServerResponse, right: () => void) => void;

/** A server that behaves at first and then no longer does. */
export interface HostileServer {
  readonly url: string;
  readonly server: Server;
  /** The requests received. */
  readonly requests: IncomingMessage[];
  /** Bytes sent to all clients in total. */
  bytesWritten(): number;
  close(): Promise<void>;
}

/** Opens a server that misbehaves after the first `after` requests. */
export async function openHostile(misbehave: Misbehave, { after = 0 } = {}): Promise<HostileServer> {
  const running = await serve(createMock(), { port: 0 });
  const { server, url } = running;
  // the last listener answers, the earlier ones only record
  const right = server.listeners('request').at(-1) as (request: IncomingMessage, response: ServerResponse) => void;
  const requests: IncomingMessage[] = [];
  const sockets: Socket[] = [];
  server.removeAllListeners('request');
  server.on('connection', (socket) => sockets.push(socket));
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    const answer = () => right(request, response);
    if (requests.length <= after) answer();
    else misbehave(request, response, answer);
  });
  return {
    url,
    server,
    requests,
    bytesWritten: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
    async close() {
      const closed = running.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const { server, close } = await serve(createMock(), { port: 0 });
  const { port } = server.address() as AddressInfo; // a listening TCP server has such an address
  await close();
  return port;
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const BODY = '{"data":[]}';
const raw =
  (text: string, after: (socket: Socket) => void = () => {}): Misbehave =>
  ({ socket }) => {
    socket.write(text, () => after(socket));
  };
const reset = (socket: Socket) => void socket.resetAndDestroy();
const end = (socket: Socket) => void socket.end();

/** Writes endlessly, no faster than the client reads. */
function pour(response: ServerResponse, chunk: string): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

/** Ways to send no complete reply; each ends in a transport fault. */
export const incomplete: Readonly<Record<string, Misbehave>> = {
  'never answers': () => {},
  'sends headers and then nothing': raw(`${HEAD}content-length: 11\r\n\r\n`),
  'sends one byte a second': ({ socket }) => {
    const text = `${HEAD}\r\n${BODY}`;
    let sent = 0;
    const timer = setInterval(() => socket.write(text.charAt(sent++) || ' '), 1_000);
    socket.on('close', () => clearInterval(timer));
  },
  'sends one byte of the body now and then': ({ socket }) => {
    socket.write(`${HEAD}\r\n`);
    const timer = setInterval(() => socket.write(' '), 20);
    socket.on('close', () => clearInterval(timer));
  },
  'sends a body without end': (_, response) => pour(response.writeHead(200), ' '.repeat(16_384)),
  'promises 2 GB and sends on and on': (_, response) =>
    pour(response.writeHead(200, { 'content-length': 2 ** 31 }), ' '.repeat(16_384)),
  'sends headers without end': ({ socket }) => {
    socket.write(HEAD);
    const timer = setInterval(() => socket.write(`x-${Math.random()}: 1\r\n`), 10);
    socket.on('close', () => clearInterval(timer));
  },
  'sends a body that unpacks to far more': (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
    bomb ??= gzipSync(' '.repeat(40_000_000));
    response.end(bomb);
  },
  'promises more bytes than it sends, and waits': raw(`${HEAD}content-length: 99999\r\n\r\n${BODY}`),
  'promises more bytes than it sends, and closes': raw(`${HEAD}content-length: 99999\r\n\r\n${BODY}`, end),
  'sends a chunk size that is no number': raw(`${HEAD}transfer-encoding: chunked\r\n\r\nxyz\r\n${BODY}\r\n0\r\n\r\n`),
  'leaves the last chunk out': raw(`${HEAD}transfer-encoding: chunked\r\n\r\nb\r\n${BODY}\r\n`, end),
  'resets before the headers': ({ socket }) => reset(socket),
  'resets inside the headers': raw(HEAD, reset),
  'resets after the headers': raw(`${HEAD}content-length: 11\r\n\r\n`, reset),
  'resets inside the body': raw(`${HEAD}content-length: 11\r\n\r\n{"da`, reset),
  'closes without an answer': ({ socket }) => end(socket),
  'calls plain text gzip': (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(BODY);
  },
  // beyond what clients accept, which then report an error for each further header
  'sends 3000 headers': (_, response) => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (__, index) => [`x-header-${index}`, 'x']));
    response.writeHead(200, many).end(BODY);
  },
};

/** Answers with something other than HTTP. */
export const otherProtocol: Misbehave = raw('SSH-2.0-OpenSSH_9.6\r\n', end);

/** Created on first use, as that takes a while. */
let bomb: Uint8Array | undefined;

/** Declares a shorter Content-Length than it sends. */
export const tooShort: Misbehave = (_, response, right) => {
  const { socket } = response;
  const write = response.end.bind(response);
  response.end = ((body: Uint8Array | undefined) => {
    socket?.write(`HTTP/1.1 ${response.statusCode} OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n`);
    socket?.write(body ?? '');
    return response;
  }) as typeof write;
  response.writeHead = ((status: number) => {
    response.statusCode = status;
    return response;
  }) as typeof response.writeHead;
  right();
};

/** Compresses although the client did not ask for it. */
export const gzipUnasked: Misbehave = (_, response, right) => {
  const end = response.end.bind(response);
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, headers: Record<string, string>) => {
    const { 'content-length': __, ...others } = headers;
    return writeHead(status, { ...others, 'content-encoding': 'gzip' });
  }) as typeof writeHead;
  const pieces: Uint8Array[] = [];
  response.write = ((piece: Uint8Array | string, encoding?: BufferEncoding) =>
    pieces.push(typeof piece === 'string' ? Buffer.from(piece, encoding) : piece) > 0) as typeof response.write;
  response.end = ((last?: Uint8Array) => {
    if (last) pieces.push(last);
    return end(gzipSync(Buffer.concat(pieces)));
  }) as typeof end;
  right();
};

/** Redirects to a URL. */
export function redirectTo(url: string): Misbehave {
  return (_, response) => void response.writeHead(302, { location: url }).end();
}

/** Limits the rate of requests: refuses every `every`th one. */
export function limitRate({ every = 1, retryAfter = '1' } = {}): Misbehave {
  let count = 0;
  return (_, response, right) => {
    count += 1;
    if (count % every !== 0) return right();
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': retryAfter });
    response.end('{"errors":["Too many requests."]}');
  };
}
