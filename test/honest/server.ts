import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Convention } from './convention.ts';

/** A server that an ordinary team wrote from the document alone, with what its framework gives. */
export interface HonestServer {
  readonly name: string;
  /** Starts it on a free port of this machine. */
  start(convention: Convention): Promise<RunningServer>;
}

/** A server that is up. */
export interface RunningServer {
  /** Up to and including `/api/app`. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** Listens with Node's own server, for frameworks that have none. */
export async function listen(listener: RequestListener): Promise<RunningServer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/api/app`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
