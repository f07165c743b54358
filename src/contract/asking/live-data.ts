import type { Item } from '../reading/item.ts';
import { hasMovedOn, type Movement, restsUntil } from '../reading/movement.ts';
import { later } from './later.ts';
import type { ListAsk, Lists } from './lists.ts';

/** The longest that an event takes from the browser to the list. */
const LONGEST_WAY_MS = 900_000;
/** How long a cache that keeps lists for a moment may still give an older one. */
const MOMENT_MS = 1_500;
/** How often a run waits for changes that do not come. */
const MOST_WAITS = 3;

/** What the run read of a user. */
interface Known {
  readonly user: string;
  readonly list: readonly Item[];
  /** The whole history, where one list does not contain all of it. */
  readonly history: readonly Item[] | undefined;
}

/** A list that changed, and the last instant up to which it is stable. */
interface Moved {
  readonly now: readonly Item[];
  readonly until: number;
}

/** Follows the data of a live server, which changes while the run goes on. */
export class LiveData {
  readonly #lists: Lists;
  /** Events from this instant on may have been recorded during the run, in ms since 1970. */
  readonly #newSince: number;
  /** The last instant that is compared, if events are being recorded during the run. */
  #restsUntil = Number.POSITIVE_INFINITY;
  /** How often the run waited for changes that did not come, since the last one came. */
  #waits = 0;

  /**
   * @param beganAt - when the run began, in ms since 1970.
   */
  constructor(lists: Lists, beganAt: number) {
    this.#lists = lists;
    this.#newSince = beganAt - LONGEST_WAY_MS;
  }

  /** Whether a list changed the way a live server's data does; see {@link hasMovedOn}. */
  isMovedOn(before: readonly Item[], now: readonly Item[]): boolean {
    return hasMovedOn(before, now, this.#movement);
  }

  /** Whether a list has an item that may have been recorded during the run. */
  isRecent(items: readonly Item[]): boolean {
    return items.some(({ time }) => time >= this.#newSince);
  }

  /** The items of a list that can be compared with another read of it. */
  resting(items: readonly Item[]): readonly Item[] {
    if (this.#restsUntil === Number.POSITIVE_INFINITY) return items;
    return items.filter(({ time }) => time <= this.#restsUntil);
  }

  /**
   * Reads a user's list again, and once more a moment later if it `isLive`. Gives what it holds now; undefined unless it
   * changed as live data does.
   */
  async readAgain(known: Known, isLive: boolean): Promise<readonly Item[] | undefined> {
    const moved = await this.#readLater(known, isLive || this.isRecent(known.list));
    if (!moved) return undefined;
    this.#restsUntil = Math.min(this.#restsUntil, moved.until);
    return moved.now;
  }

  async #readLater(known: Known, isLive: boolean): Promise<Moved | undefined> {
    const now = await this.#listOf({ user: known.user });
    const until = now && (await this.#stableUntil(known, now));
    if (now && until !== undefined) {
      this.#waits = 0;
      return { now, until };
    }
    if (!isLive || this.#waits >= MOST_WAITS) return undefined;
    this.#waits += 1;
    await later(MOMENT_MS);
    return this.#readLater(known, isLive);
  }

  async #stableUntil(known: Known, now: readonly Item[]): Promise<number | undefined> {
    if (!this.isMovedOn(known.list, now)) return this.#stableBeyondList(known, now.length);
    return restsUntil(known.list, now, this.#newSince, this.#movement) ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Checks the part of the history that one list does not hold: whether newer items were added after it or, if lists
   * begin with the newest, whether its oldest items expired.
   */
  async #stableBeyondList({ user, history: before }: Known, listed: number): Promise<number | undefined> {
    if (!before || before.length <= listed) return undefined;
    const { history, isNewestFirst } = this.#lists.probe;
    if (isNewestFirst) {
      const now = await history?.read((part) => this.#listOf({ ...part, user }));
      return now && this.isMovedOn(before, now) ? Number.POSITIVE_INFINITY : undefined;
    }
    const last = before.reduce((latest, { time }) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
    const more = (await this.#listOf({ user, window: { start: last + 1 } })) ?? [];
    return restsUntil(before, [...before, ...more.filter(({ time }) => time > last)], this.#newSince);
  }

  async #listOf(ask: ListAsk): Promise<readonly Item[] | undefined> {
    return this.#lists.ask(ask).then(
      (exchange) => this.#lists.itemsOf(exchange),
      () => undefined,
    );
  }

  get #movement(): Movement {
    const { isNewestFirst, goesOn } = this.#lists.probe;
    const isNew = ({ time, end = time }: Item) => end >= this.#newSince;
    return { isNewestFirst, goesOn: goesOn && ((before, now) => isNew(now) && goesOn(before, now)) };
  }
}
