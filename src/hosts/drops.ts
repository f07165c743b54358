import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { INTERNALS } from '../mock/internals.ts';
import type { Mock } from '../mock/mock.ts';

/** Whether a mock may currently drop requests. */
interface Drops {
  readonly mayCome: boolean;
  /** Whether the connection of a request is to be closed without a reply, as its client sends it again over another. */
  isSentAgain(request: IncomingMessage): boolean;
  /** Stops following the mock. */
  unwatch(): void;
}

/**
 * Tracks whether a mock may drop requests. A browser sends a request again by itself when a connection breaks that it
 * has used before, which would hide the drop. So idle connections are closed when drops become possible, and while they
 * are, each request needs its own connection.
 *
 * @param listUsed - lists the open connections that have carried a request.
 */
export function watchDrops(mock: Mock, server: Server, listUsed: () => readonly Duplex[]): Drops {
  const { mayDrop, onSettings } = mock[INTERNALS];
  let mayCome = mayDrop();
  let used = new WeakSet<Duplex>();
  const unwatch = onSettings(() => {
    const before = mayCome;
    mayCome = mayDrop();
    if (!mayCome || before) return;
    used = new WeakSet(listUsed());
    afterSent(() => {
      if (mayCome) server.closeIdleConnections();
    });
  });
  return {
    get mayCome() {
      return mayCome;
    },
    isSentAgain: ({ socket, headers }) => mayCome && used.has(socket) && isBrowser(headers['user-agent']),
    unwatch,
  };
}

/**
 * Waits until requests that clients in this process have just sent are here, as in a test that sets a fault and sends a
 * request at once: it would find its connection closed, and the fault would hit only the next one.
 */
function afterSent(then: () => void): void {
  setImmediate(() => setImmediate(then));
}

/** jsdom calls itself a browser, but sends nothing again. */
function isBrowser(agent = ''): boolean {
  return agent.startsWith('Mozilla/') && !agent.includes('jsdom');
}
