import { isIP, connect as openTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as openTls } from 'node:tls';
import type { Connect, RawConnection } from '../contract/wire/raw/connection.ts';

export type { Connect, RawConnection } from '../contract/wire/raw/connection.ts';

/** How to open connections over TLS. */
export interface NodeConnectionsOptions {
  /** PEM text of a certificate authority to trust. @defaultValue those that Node trusts */
  readonly ca?: string | undefined;
  /** Whether a certificate must be valid. @defaultValue `true` */
  readonly rejectUnauthorized?: boolean | undefined;
}

/**
 * Returns raw Node connections (`node:net`, `node:tls`) for a contract run, which then also checks what `fetch` cannot:
 * what follows a reply, pipelined requests, HTTP/1.0, two keys at once. They go straight to the server, never through a
 * proxy.
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
      // SNI takes names only, not addresses
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

/** A socket is read only while something is awaited, so that a server which sends endlessly meets backpressure. */
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
