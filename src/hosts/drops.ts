import type { Server } from 'node:http';
import { INTERNALS } from '../mock/internals.ts';
import type { Mock } from '../mock/mock.ts';

/** Whether a mock may drop requests at present. */
interface Drops {
  readonly mayCome: boolean;
  /** Stops following the mock. */
  unwatch(): void;
}

/**
 * Follows whether a mock may drop requests. A client repeats a request by itself when a connection breaks that it has
 * used before, which would hide the drop: so connections that are idle end when drops may come, and until they may not,
 * each request is to have a connection of its own.
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
