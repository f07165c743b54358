import { connect } from 'node:net';

/** What is sent over one connection, and how. */
export interface Sending {
  /** One character for a byte. */
  readonly text: string;
  /** Where it is cut into parts that are sent one after the other, as shares of its length; none sends it at once. */
  readonly cuts: readonly number[];
  /** How long the sender waits between parts, in milliseconds. */
  readonly pauseMs: number;
  /** Whether the sender closes its half as soon as all is sent, and not only when nothing more is to come. */
  readonly closesEarly?: boolean;
}

/** What came back. */
export interface Conversation {
  /** One character for a byte. */
  readonly received: string;
  /** How it ended; `stuck` when the server neither sent nor closed for too long. */
  readonly end: 'closed' | 'reset' | 'stuck';
}

/** How long a server may be silent. */
const SILENCE_MS = 5_000;

/** Sends over a new connection and returns what comes back; `isAll` decides whether more is to come. */
export async function converse(
  port: number,
  sending: Sending,
  isAll: (received: string) => boolean,
): Promise<Conversation> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  let received = '';
  let end: Conversation['end'] = 'closed';
  const isDone = () => {
    try {
      return isAll(received);
    } catch {
      // what is no reply is reported with all that was received
      return true;
    }
  };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.setTimeout(SILENCE_MS, () => {
    end = 'stuck';
    socket.destroy();
  });
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    if (isDone()) socket.end();
  });
  // it has nothing more to say
  socket.on('end', () => socket.end());
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    // a server may close while a part is on its way
    if (code !== 'EPIPE') end = 'reset';
  });
  for (const part of partsOf(sending)) {
    if (!socket.writable) break;
    socket.write(part, 'latin1');
    await new Promise((resolve) =>
      sending.pauseMs > 0 ? setTimeout(resolve, sending.pauseMs) : setImmediate(resolve),
    );
  }
  if (sending.closesEarly || isDone()) socket.end();
  await closed;
  return { received, end };
}

function partsOf({ text, cuts }: Sending): string[] {
  const places = [...new Set(cuts.map((share) => Math.floor(share * text.length)))].sort((a, b) => a - b);
  const starts = [0, ...places.filter((place) => place > 0)];
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}
