import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { Serve } from './faults/fault.ts';

/** A reply before it is framed. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A request on a connection, and how to answer it. */
export interface Talk {
  readonly asked: IncomingMessage;
  readonly response: ServerResponse;
  /** What the server remembers of the connection. */
  readonly memory: Map<string, unknown>;
  /** The content of the request. */
  readonly content: string;
  /** Returns the answer of a correct server, to this request or to a variation of it. */
  right(change?: { readonly target?: string; readonly authorization?: string | undefined }): Promise<Answer>;
  send(answer: Answer): void;
}

/** Answers each request of a connection, correctly or not. */
export type AnswerTalk = (talk: Talk) => Promise<void>;

/** The correct answer. */
export const answerRight: AnswerTalk = async (talk) => talk.send(await talk.right());

/** How a server handles its connections; correctly where nothing is set. */
export interface Manners {
  readonly answer?: AnswerTalk;
  readonly setUp?: (server: Server) => void;
}

/** A server that is open. */
export interface WireServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the answers of a correct server over connections, framed by `node:http` or by a fault. */
export async function openWireServer(
  serve: Serve,
  { answer = answerRight, setUp = () => {} }: Manners = {},
): Promise<WireServer> {
  const memories = new WeakMap<object, Map<string, unknown>>();
  const server = createServer({ requireHostHeader: false, joinDuplicateHeaders: true }, async (asked, response) => {
    const memory = memories.get(asked.socket) ?? new Map<string, unknown>();
    memories.set(asked.socket, memory);
    const hasContent = asked.headers['content-length'] || asked.headers['transfer-encoding'];
    const content = hasContent ? await buffer(asked).catch(() => undefined) : '';
    // the client disconnected
    if (content === undefined) return;
    const talk: Talk = {
      asked,
      response,
      memory,
      content: content.toString(),
      right: (change = {}) => toAnswer(serve, asked, content.toString(), change),
      send: ({ status, headers, body }) => {
        const isHead = asked.method === 'HEAD';
        response.writeHead(status, isHead ? headers : { ...headers, 'content-length': body.length });
        response.end(isHead ? undefined : body);
      },
    };
    // an answer that throws in process closes the connection here
    await answer(talk).catch(() => asked.socket.destroy());
  });
  setUp(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has such an address
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function toAnswer(
  serve: Serve,
  asked: IncomingMessage,
  content: string,
  change: { readonly target?: string; readonly authorization?: string | undefined },
): Promise<Answer> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(asked.headers)) {
    if (typeof value === 'string' && !/^(connection|upgrade|expect|content-length|transfer-encoding)$/.test(name))
      headers.set(name, value);
  }
  if ('authorization' in change) headers.delete('authorization');
  if (change.authorization !== undefined) headers.set('authorization', change.authorization);
  const target = change.target ?? (asked.url ?? '/').replace(/^https?:\/\/[^/]*/, '');
  const { method = 'GET' } = asked;
  const body = /^(?:GET|HEAD)$/.test(method) ? null : content;
  const reply = await serve(new Request(`http://server.test${target}`, { method, headers, body }));
  const replied = await reply.arrayBuffer();
  const isCompressed = reply.headers.get('content-encoding') === 'gzip';
  return {
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    // in process, replies are already decompressed, as with fetch
    body: new Uint8Array(isCompressed ? gzipSync(new Uint8Array(replied)) : replied),
  };
}
