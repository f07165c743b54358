import { openRandom } from '../shared/random.ts';
import { SHOP_HOURS } from './rhythm.ts';
import { DAY_MS, HOUR_MS } from './schedule.ts';

/** Visits continue for this many days after `now`. */
export const LIVE_DAYS = 366;

/** Arrivals per hour for each thousandth of the day's visits in that hour: about 40 during the day. */
const ARRIVALS_PER_WEIGHT = 0.66;
const LEAST_SHARE = 0.7;
const MOST_SHARE = 1.3;

/** What determines who arrives when. */
interface ArrivalOptions {
  readonly seed: number | string;
  readonly projectKey: string;
  /** Epoch milliseconds from which people arrive. */
  readonly now: number;
  /** Listed users of the project. */
  readonly users: number;
  /** Hours that local time is ahead of UTC. */
  readonly utcOffsetHours: number;
}

const NOBODY: readonly number[] = [];

/**
 * Who arrives when at a project after `now`: each hour is drawn independently, so it does not matter how the clock got
 * there.
 */
export class LiveArrivals {
  readonly #options: ArrivalOptions;
  readonly #starts = new Map<number, number[]>();
  /** The first hour since 1970 that is not drawn yet. */
  #slot: number;
  readonly #end: number;

  constructor(options: ArrivalOptions) {
    this.#options = options;
    this.#slot = Math.floor(options.now / HOUR_MS);
    this.#end = this.#slot + (LIVE_DAYS * DAY_MS) / HOUR_MS;
  }

  /** Draws the hours up to a time (epoch ms), that hour included. */
  drawUntil(time: number): void {
    const last = Math.min(Math.floor(time / HOUR_MS), this.#end);
    while (this.#slot <= last) this.#draw(this.#slot++);
  }

  /** When a user arrives, in epoch milliseconds, ascending, as far as drawn. The array grows as hours are drawn. */
  of(index: number): readonly number[] {
    return this.#starts.get(index) ?? NOBODY;
  }

  #draw(slot: number): void {
    const { now, users } = this.#options;
    if (users === 0) return;
    for (const { start, index } of drawSlot(slot, this.#options)) {
      if (start <= now) continue;
      const starts = this.#starts.get(index);
      if (starts) starts.push(start);
      else this.#starts.set(index, [start]);
    }
  }
}

function drawSlot(
  slot: number,
  { seed, projectKey, users, utcOffsetHours }: ArrivalOptions,
): { readonly start: number; readonly index: number }[] {
  const random = openRandom(seed, projectKey, 'live', String(slot));
  const weight = SHOP_HOURS[(((slot + utcOffsetHours) % 24) + 24) % 24] ?? 0;
  const share = LEAST_SHARE + (MOST_SHARE - LEAST_SHARE) * random.unit();
  const count = Math.round(weight * ARRIVALS_PER_WEIGHT * share);
  const arrivals = Array.from({ length: count }, () => ({
    start: slot * HOUR_MS + random.below(HOUR_MS),
    index: random.below(users),
  }));
  return arrivals.sort((a, b) => a.start - b.start);
}
