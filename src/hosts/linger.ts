import type { Duplex } from 'node:stream';

/** How long a client may go on sending after its last reply: closing at once would take the reply from it. */
const LINGER_MS = 2_000;

/** What ends each connection: the first of these does. */
const endings = new WeakMap<Duplex, ReturnType<typeof setTimeout>[]>();

/** Ends a connection whose client may still be sending. */
export function endGently(socket: Duplex): void {
  socket.end();
  destroyAfter(socket, LINGER_MS);
}

/** Ends a connection for good if it is still there after a while, by default once its client had time to read. */
export function destroyAfter(socket: Duplex, ms = LINGER_MS): void {
  const timer = setTimeout(() => socket.destroy(), ms);
  const timers = endings.get(socket);
  if (timers) return void timers.push(timer);
  const all = [timer];
  endings.set(socket, all);
  // one listener, however often a connection is ended
  socket.once('close', () => all.forEach(clearTimeout));
}
