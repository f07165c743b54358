import type { Convention } from './convention.ts';
import type { HonestServer } from './server.ts';
import { honestServers } from './servers.ts';

/** An honest server with the convention that its team chose. */
export interface HonestCase {
  readonly title: string;
  readonly server: HonestServer;
  readonly convention: Convention;
}

const ORDERS = ['oldest first', 'newest first'] as const;
const WINDOWS: readonly Pick<Convention, 'window' | 'end'>[] = [
  { window: 'event', end: 'included' },
  { window: 'session', end: 'included' },
  { window: 'event', end: 'excluded' },
  { window: 'overlap', end: 'included' },
  { window: 'session', end: 'excluded' },
];

/** Each server in both orders. What the dates mean is dealt out in turn, so that all meanings are there. */
export const cases: readonly HonestCase[] = honestServers
  .flatMap((server) => ORDERS.map((order) => ({ server, order })))
  .map(({ server, order }, index) => {
    const { window, end } = WINDOWS[index % WINDOWS.length] as (typeof WINDOWS)[number]; // the index is below the length
    return {
      title: `${server.name}, ${order}, dates by ${window}, the end ${end}`,
      server,
      convention: { window, end, order },
    };
  });
