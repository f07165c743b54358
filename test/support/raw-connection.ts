import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection on which a test controls every byte. */
interface RawConnection {
  readonly socket: Socket;
  /** Everything received so far, one character per byte. */
  received(): string;
  send(text: string): void;
  /** Waits until the received text matches. Rejects if the server closes before that. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits until the connection is closed; returns everything received. */
  closed(): Promise<string>;
}

/** Opens a connection to the server of a URL; its own half stays open until the server closes the other. */
export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk;
  });
  // a reset is an end like any other
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await Promise.race([once(socket, 'connect'), closed]);
  return {
    socket,
    received: () => received,
    send: (text) => void socket.write(text),
    async until(pattern) {
      for (;;) {
        const match = pattern.exec(received);
        if (match) return match;
        if (socket.closed) throw new Error(`The server closed before it sent ${pattern}: ${received}`);
        await Promise.race([once(socket, 'data'), closed]);
      }
    },
    async closed() {
      await closed;
      return received;
    },
  };
}
