import { isIP, connect as openTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as openTls } from 'node:tls';
import type { Connect, RawConnection } from '../contract/wire/raw/connection.ts';

export type { Connect, RawConnection } from '../contract/wire/raw/connection.ts';

/** How to open connections over TLS. */
export interface NodeConnectionsOptions {
  /** A certificate authority to trust, PEM. @defaultValue those that Node trusts */
  readonly ca?: string | undefined;
  /** Whether a certificate must be right. @defaultValue `true` */
  readonly rejectUnauthorized?: boolean | undefined;
}

/**
 * Gives raw connections of Node (`node:net`, `node:tls`) to a contract run, which then also asks what `fetch` cannot
 * say: what follows a reply, pipelined requests, HTTP/1.0, two keys at once. They go straight to the server, never
 * through a proxy.
 *
 * @example
 * ```ts
 * for await (const event of verifyContract({ ...target, connect: nodeConnections() })) console.log(event);
 * ```
 */
export function nodeConnections({ ca, rejectUnauthorized = true }: NodeConnectionsOptions = {}): Connect {
  return async (origin, { timeoutMs }) => {
    const { protocol, hostname, port } = new URL(origin);
    const host = hostname.replace(/^\[|\]$/g, '');
    const isTls = protocol === 'https:';
    const address = { host, port: Number(port) || (isTls ? 443 : 80) };
    const options: ConnectionOptions = {
      ...address,
      rejectUnauthorized,
      ALPNProtocols: ['http/1.1'],
      ...(ca !== undefined && { ca }),
      // an address is no name that a certificate could be chosen by
      ...(isIP(host) === 0 && { servername: host }),
    };
    const socket = isTls ? openTls(options) : openTcp(address);
    await untilOpen(socket, isTls ? 'secureConnect' : 'connect', timeoutMs);
    return toRawConnection(socket);
  };
}

function untilOpen(socket: Socket, event: string, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no connection within ${timeoutMs} ms`));
    }, timeoutMs);
    socket.once(event, () => {
      clearTimeout(timer);
      socket.off('error', reject);
      resolve();
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

/** A socket is read only when something is waited for, so that a server which sends without end is not kept up with. */
function toRawConnection(socket: Socket): RawConnection {
  let error: Error | undefined;
  socket.setNoDelay(true);
  socket.on('error', (cause) => {
    error = cause;
  });
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return {
    write: (bytes) => void (socket.writable && socket.write(bytes)),
    read: async () => {
      try {
        const { done, value } = await chunks.next();
        return done ? undefined : value;
      } catch (cause) {
        throw error ?? cause;
      }
    },
    close: () => void socket.destroy(),
  };
}
