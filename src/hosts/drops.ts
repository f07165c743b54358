import type { Server } from 'node:http';
import { INTERNALS } from '../mock/internals.ts';
import type { Mock } from '../mock/mock.ts';

/** Whether a mock may currently drop requests. */
interface Drops {
  readonly mayCome: boolean;
  /** Stops following the mock. */
  unwatch(): void;
}

/**
 * Tracks whether a mock may drop requests. A client retries a request itself when a reused connection breaks, which
 * would hide the drop. So idle connections are closed when drops become possible, and while they are, each request
 * needs its own connection.
 */
export function watchDrops(mock: Mock, server: Server): Drops {
  const { mayDrop, onSettings } = mock[INTERNALS];
  let mayCome = mayDrop();
  const unwatch = onSettings(() => {
    const before = mayCome;
    mayCome = mayDrop();
    if (mayCome && !before) server.closeIdleConnections();
  });
  return {
    get mayCome() {
      return mayCome;
    },
    unwatch,
  };
}
