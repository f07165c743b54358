import { openRandom } from '../shared/random.ts';
import { DEVICES } from './device.ts';
import { logNormal } from './log-normal.ts';
import { measurePageLoad } from './page-load.ts';

const PAUSE_MS = 4000;
const SHORTEST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 120_000;

/**
 * Creates the generator of details that a recorded visit leaves out. The same seed and purpose give the same details,
 * in any order. It needs no word lists.
 *
 * @param host - returns the host of pages without one.
 */
export function createDetails(seed: number | string, host: () => string) {
  const open = (field: string, purpose: readonly string[]) => openRandom(seed, 'details', field, ...purpose);
  return {
    get host() {
      return host();
    },
    /** Page load on a desktop, always measured. */
    pageLoad: (purpose: readonly string[]) => measurePageLoad(open('pageLoad', purpose), DEVICES.desktop),
    /** How long a visitor takes for the next act: 400 to 120000 ms, half of them below 4000. */
    pauseMs: (purpose: readonly string[]) =>
      Math.min(Math.max(logNormal(open('pauseMs', purpose), PAUSE_MS), SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS),
    /** Messages between two events of the same page: 5 to 60. */
    messages: (purpose: readonly string[]) => open('messages', purpose).between(5, 60),
    /** Messages of a page up to its LOCATION event: 120 to 1900. */
    firstIndex: (purpose: readonly string[]) => open('firstIndex', purpose).between(120, 1900),
  };
}
