import type { EventInput, Mock } from '../index.ts';

/** A user with a plus tag, several sessions, and everything that is difficult about text and time. */
export const WORLD_USER = 'Ada.Lovelace+shop@example.org';

/** A valid key without access to the project of the run. */
export const OTHER_KEY = 'KeyOfAnotherHouse123';

/** A second project of the same key. */
export const OTHER_PROJECT = 'SecondProject9876543';

/** A user of the project without events. */
export const EMPTY_USER = 'new.customer@example.org';

const DAY_MS = 86_400_000;
const START = 1_700_000_000_137;

const metrics = {
  domBuildingTime: 720,
  domContentLoadedTime: 901,
  loadTime: 1705,
  firstPaintTime: 781,
  firstContentfulPaintTime: 795,
  responseTime: 6,
  responseEnd: 178,
};

const LABELS = ['Déconnexion', '次へ', 'Terms & <b>conditions</b>', '"Buy" now', 'OK'];

/** Records sessions that do not overlap, with events that share an instant, far apart and close together. */
export async function recordFullWorld(mock: Mock): Promise<void> {
  const starts = [0, 60_000 * 31, 3 * DAY_MS, 40 * DAY_MS + 7_211];
  for (const [session, offset] of starts.entries()) {
    const start = START + offset;
    const pages = Array.from({ length: 4 }, (_, page): EventInput[] => {
      const at = start + page * 61_003;
      return [
        {
          type: 'LOCATION',
          path: `/Shop/page-${session}-${page}/?q=a%20b`,
          timestamp: at,
          ...(page % 2 ? metrics : {}),
        },
        { type: 'CLICK', label: LABELS[(session + page) % LABELS.length] ?? '', timestamp: at },
        { type: 'CLICK', label: 'Add to cart', timestamp: at + 1 },
      ];
    });
    await mock.record({ userId: WORLD_USER, start, events: pages.flat() });
  }
}
