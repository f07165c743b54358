import type { Duplex } from 'node:stream';

/** How long a client may continue to send after its last reply: closing at once would lose it the reply. */
const LINGER_MS = 2_000;

/** The pending end of each connection: the first one counts. */
const endings = new WeakMap<Duplex, ReturnType<typeof setTimeout>[]>();

/** Ends a connection whose client may still be sending. */
export function endGently(socket: Duplex): void {
  socket.end();
  destroyAfter(socket, LINGER_MS);
}

/** Destroys a connection that is still open after a while, by default once its client had time to read. */
export function destroyAfter(socket: Duplex, ms = LINGER_MS): void {
  const timer = setTimeout(() => socket.destroy(), ms);
  const timers = endings.get(socket);
  if (timers) return void timers.push(timer);
  const all = [timer];
  endings.set(socket, all);
  // one listener per connection, however often this is called
  socket.once('close', () => all.forEach(clearTimeout));
}
