import type { Duplex } from 'node:stream';

/** How long a client may go on sending after its last reply: closing at once would take the reply from it. */
const LINGER_MS = 2_000;

/** Connections that are to end, and when. */
const ends = new WeakMap<Duplex, { readonly at: number; readonly timer: ReturnType<typeof setTimeout> }>();

/** Ends a connection whose client may still be sending. */
export function endGently(socket: Duplex): void {
  socket.end();
  destroyAfter(socket, LINGER_MS);
}

/** Ends a connection for good if it is still there after a while, by default once its client had time to read. */
export function destroyAfter(socket: Duplex, ms = LINGER_MS): void {
  const before = ends.get(socket);
  const at = performance.now() + ms;
  // one that is to end sooner does, and each has one listener however often it is ended
  if (before && before.at <= at) return;
  if (before) clearTimeout(before.timer);
  else socket.once('close', () => clearTimeout(ends.get(socket)?.timer));
  ends.set(socket, { at, timer: setTimeout(() => socket.destroy(), ms) });
}
