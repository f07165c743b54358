import type { EventInput, Mock } from '../index.ts';
import { WORLD_USER } from './full-world.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2023, 5, 1, 9, 30, 0, 123);
/** More than one list of v1 contains, and than a page of v2, even without the sessions that have no events. */
const SESSIONS = 64;
/** IDs of old releases are below 2^53, those of new ones above. */
const OLD_IDS = 8_900_000_000_000_001n;
const NEW_IDS = 2_416_408_176_556_518_452n;

/**
 * Records what real servers contain and the document does not show: more sessions than one list contains, IDs beyond
 * 2^53, sessions in progress, without events, close together or started at once, and sessions of clients with a wrong clock.
 */
export async function recordDeployedWorld(mock: Mock): Promise<void> {
  for (let index = 0; index < SESSIONS; index += 1) {
    const isClockWrong = index % 9 === 4;
    const isClose = index % 10 === 6;
    const isTie = index % 10 === 9;
    const day = isClose || isTie ? index - 1 : index;
    const start = FIRST + day * (3 * DAY_MS + 7_333_777) + (isClose ? 20_011 : 0) - (isClockWrong ? 40 * DAY_MS : 0);
    await mock.record({
      userId: WORLD_USER,
      sessionId: String((index % 3 === 2 ? NEW_IDS : OLD_IDS) + BigInt(index * 40_503)),
      session: { startTs: start, duration: index % 11 === 7 ? null : 60_000 + index },
      events: toEvents(start, index),
    });
  }
}

function toEvents(start: number, index: number): EventInput[] {
  return Array.from({ length: index % 8 }, (_, at): EventInput => {
    const timestamp = start + 500 + at * 1_700;
    if (at % 3 === 0) return { type: 'LOCATION', path: `/shop/page-${index}-${at}/?q=a%20b`, timestamp };
    return { type: at % 3 === 1 ? 'CLICK' : 'INPUT', label: at % 2 ? 'Déconnexion' : '"Buy" <now>', timestamp };
  });
}
