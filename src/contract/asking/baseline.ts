import { ContractFailure, type Diagnosis, Inconclusive, MissingInput } from '../outcome/failure.ts';
import { describeDifference } from '../reading/difference.ts';
import { toEvidence } from '../reading/evidence.ts';
import type { Item } from '../reading/item.ts';
import { orderOfSessions, withSessionsAs } from '../reading/session-order.ts';
import { describeWindow, itemsWithin, type Window } from '../reading/window.ts';
import { DEFAULT_READING } from '../reading/window-reading.ts';
import { type Exchange, takeTime } from '../wire/exchange.ts';
import type { Exchanges } from './exchanges.ts';
import { type FoundReading, findReading } from './found-reading.ts';
import type { ListAsk, Lists, Read } from './lists.ts';
import { LiveData } from './live-data.ts';
import { Observations } from './observations.ts';
import type { History } from './probe.ts';
import { RangeLimits } from './range-limits.ts';
import type { Settings } from './target.ts';

const READS_IN_A_ROW = 4;

/** What the run read first, with which later answers are compared. */
export class Baseline {
  readonly #exchanges: Exchanges;
  readonly #lists: Lists;
  readonly #settings: Settings;
  /** What later answers are compared with; discarded when the data changes. */
  #observations: Observations;
  /** The answers to the documented request: the first one, and then several in a row. */
  #reads: Read[] = [];
  /** The whole history of each user, where one list does not contain all of it. */
  #histories = new Map<string, Promise<readonly Item[] | undefined>>();
  /** How the server reads the dates, once the run has found out. */
  #reading: Promise<FoundReading> | undefined;
  readonly #rangeLimits: RangeLimits;
  readonly #live: LiveData;
  /** The last result of {@link reading}. */
  found: FoundReading | undefined;
  /** Whether the current check relied on data read earlier. */
  wasUsed = false;

  constructor(exchanges: Exchanges, lists: Lists, settings: Settings) {
    this.#exchanges = exchanges;
    this.#lists = lists;
    this.#settings = settings;
    this.#observations = new Observations();
    const { startedAt } = takeTime()();
    this.#rangeLimits = new RangeLimits(startedAt);
    this.#live = new LiveData(lists, startedAt);
  }

  /** Sends the documented request for the first time. */
  async askFirst(): Promise<Exchange> {
    const exchange = await this.#lists.ask();
    const items = this.#lists.itemsOf(exchange);
    if (items) this.#reads.push({ items, exchange });
    return exchange;
  }

  /** Reads the documented request several times in a row, once per run; the first answer of the run counts as one of them. */
  async readInARow(): Promise<readonly Read[]> {
    while (this.#reads.length < READS_IN_A_ROW) this.#reads.push(await this.#lists.read());
    return this.#reads;
  }

  /** All items of a user, read once. Inconclusive if the server returns no list. */
  async all(user = this.#lists.user): Promise<readonly Item[]> {
    this.wasUsed = true;
    const known = this.#observations.itemsOf(user);
    if (known) return known;
    const items = this.#lists.itemsOf(await this.#lists.ask({ user }));
    if (!items) {
      const { noun } = this.#lists.probe;
      throw new Inconclusive(`the documented request did not give a list of ${noun} to compare with`);
    }
    this.#observations.rememberAll(user, items);
    return items;
  }

  /** All items of a user; skipped if there are none. */
  async some(user = this.#lists.user): Promise<readonly Item[]> {
    const items = await this.all(user);
    if (items.length > 0) return items;
    throw new MissingInput(`user "${user}" has no ${this.#lists.probe.noun}; pass a --user who has some`);
  }

  /** The whole history of a user, read once: more than {@link all} where one list does not contain all of it. */
  async history(user = this.#lists.user): Promise<readonly Item[]> {
    const { history } = this.#lists.probe;
    if (!history) return this.some(user);
    await this.some(user);
    const reading = this.#histories.get(user) ?? this.#readHistory(history, user);
    this.#histories.set(user, reading);
    const items = await reading;
    if (items) return items;
    throw new Inconclusive(`windows did not give lists of ${this.#lists.probe.noun} to compare with`);
  }

  async #readHistory(history: History, user: string): Promise<readonly Item[] | undefined> {
    const items = await history.read(async (part) => this.#lists.itemsOf(await this.#lists.ask({ ...part, user })));
    if (items) this.#observations.rememberHistory(user, items);
    return items;
  }

  /** A user of the run who turned out to have no items. */
  get idleUser(): string | undefined {
    return this.#settings.userIds.find((user) => this.#observations.itemsOf(user)?.length === 0);
  }

  /**
   * Reads everything again. True if the data changed as live data does; everything learnt so far is then
   * discarded.
   *
   * @param different - the reply that differed: if it, or what was read before, has an event recorded just now, the list
   * is read once more a moment later.
   */
  async hasMoved(different?: Exchange): Promise<boolean> {
    const came = (different && this.#lists.itemsOf(different)) ?? [];
    for (const [user, list] of this.#observations.users) {
      const known = { user, list, history: this.#observations.historyOf(user) };
      const now = await this.#live.readAgain(known, this.#live.isRecent(came));
      if (!now) continue;
      this.#observations = new Observations();
      // later answers must be compared with data read before them
      this.#observations.rememberAll(user, now);
      this.#reading = undefined;
      this.#histories = new Map();
      this.#reads = [];
      this.#exchanges.forget();
      return true;
    }
    return false;
  }

  /** Whether a list changed the way a live server's data does. */
  isMovedOn(before: readonly Item[], now: readonly Item[]): boolean {
    return this.#live.isMovedOn(before, now);
  }

  /**
   * Fails unless a window contains exactly the items that lie in it, or is refused as {@link RangeLimits} allows. A window
   * that was right before is not requested again, unless `isFresh`.
   */
  async expectWindow(window: Window, { user = this.#lists.user, isFresh = false } = {}): Promise<void> {
    const all = await this.history(user);
    if (this.#lists.probe.history?.refuses?.(window)) return;
    if (!isFresh && this.#observations.wasRight(user, window)) return;
    const { held } = await this.reading();
    const exchange = await (isFresh ? this.#lists.ask({ window, user }) : this.#lists.askOnce({ window, user }));
    if (this.#lists.probe.mayLimitRanges && this.#rangeLimits.refuse(exchange, window, held)) return;
    const items = this.windowItems(exchange, window);
    const expected = await this.itemsIn(all, window, items);
    const difference = this.compareWindow(window, expected, items, user);
    if (difference === undefined) return;
    throw new ContractFailure({
      expected: `the ${expected.length} of ${all.length} ${this.#lists.probe.noun} in ${describeWindow(window)}`,
      received: difference,
      exchange,
      diagnosis: this.windowDiagnosis(),
      window: toEvidence(window, all, expected, items),
    });
  }

  /**
   * The windows of the first user that were requested and answered correctly. Windows that start after they end are
   * excluded: they may be empty, or contain the session that spans both dates.
   */
  get rightWindows(): readonly Window[] {
    return this.#observations.rightWindows(this.#lists.user).filter(({ start = 0, end = start }) => start <= end);
  }

  /** How the server reads the dates, and the reading that its windows are checked against; determined once. */
  reading(): Promise<FoundReading> {
    this.#reading ??= this.#findReading();
    return this.#reading;
  }

  async #findReading(): Promise<FoundReading> {
    const { history } = this.#lists.probe;
    if (history) {
      this.found = { held: DEFAULT_READING, kept: DEFAULT_READING, line: history.dates };
      return this.found;
    }
    const reads = {
      all: (user: string) => this.all(user),
      window: async (window: Window, user: string) => {
        const exchange = await this.#lists.askOnce({ window, user });
        // a refused window says nothing about the dates; other requirements judge it
        return exchange.reply?.status === 404 ? [] : this.#lists.itemsOf(exchange);
      },
    };
    this.found = await findReading(reads, this.#settings);
    this.#observations.reading = this.found.held;
    return this.found;
  }

  /** The items of a list that a window must keep, as this server reads the dates; see {@link itemsWithin}. */
  async itemsIn(all: readonly Item[], window: Window, received: readonly Item[] = []): Promise<Item[]> {
    const { history } = this.#lists.probe;
    if (history) return history.keep(all, window, received);
    return itemsWithin(all, window, (await this.reading()).held, received);
  }

  /** The items returned for a window. A 404 means none, as the user is known to exist. */
  windowItems(exchange: Exchange, window: Window): readonly Item[] {
    return exchange.reply?.status === 404 ? [] : this.#lists.expectItems(exchange, window);
  }

  /** Describes how the items of a window differ from the expected ones; records both for the diagnosis. */
  compareWindow(
    window: Window,
    expected: readonly Item[],
    received: readonly Item[],
    user = this.#lists.user,
  ): string | undefined {
    const difference = this.compareCut(expected, received, user);
    this.#observations.rememberWindow(user, window, received, difference === undefined);
    return difference;
  }

  /**
   * Describes how a part of a list differs from the expected one; undefined if it does not. Sessions may be ordered by
   * what is left of them.
   */
  compareCut(expected: readonly Item[], received: readonly Item[], user = this.#lists.user): string | undefined {
    const order = orderOfSessions(this.#observations.itemsOf(user) ?? []);
    return this.compare(expected, withSessionsAs(expected, received, order));
  }

  /**
   * Describes how one list differs from the expected one, ignoring events recorded during the run; undefined if it does
   * not. Items still in progress may have grown between the two.
   */
  compare(expected: readonly Item[], received: readonly Item[]): string | undefined {
    const { noun, hasGrown } = this.#lists.probe;
    const got = this.#live.resting(received);
    const wanted = this.#live.resting(expected).slice(0, this.#roomFor(expected, received));
    if (!hasGrown) return describeDifference(wanted, got, noun);
    const before = new Map(wanted.map((item) => [item.key, item]));
    const asBefore = got.map((item) => {
      const known = before.get(item.key);
      return known && (hasGrown(known, item) || hasGrown(item, known)) ? known : item;
    });
    return describeDifference(wanted, asBefore, noun);
  }

  /** How many that rest a list has room for: what is new and comes first takes the places of the oldest in a full one. */
  #roomFor(expected: readonly Item[], received: readonly Item[]): number {
    const isFull = this.#lists.probe.isNewestFirst && received.length === expected.length;
    return isFull ? this.#live.resting(received).length : expected.length;
  }

  /** Names the one mistake that explains all windows, including those still to come. */
  windowDiagnosis(): Diagnosis {
    const observations = this.#observations;
    return (isFinal) => observations.diagnose(isFinal);
  }

  /** Fails unless a request returns exactly what was read first. */
  async expectSame(ask: ListAsk, what: string): Promise<void> {
    await this.all(ask.user);
    await this.expectAll(await this.#lists.ask(ask), what, ask.user);
  }

  /** Fails unless a reply contains exactly what was read first. */
  async expectAll(exchange: Exchange, what: string, user = this.#lists.user): Promise<void> {
    const all = await this.all(user);
    const difference = this.compare(all, this.#lists.expectItems(exchange));
    if (difference === undefined) return;
    throw new ContractFailure({
      expected: `${what} to give the same ${all.length} ${this.#lists.probe.noun}`,
      received: difference,
      exchange,
    });
  }
}
