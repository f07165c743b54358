import { ContractFailure, type Diagnosis, Inconclusive, MissingInput } from '../outcome/failure.ts';
import { describeDifference } from '../reading/difference.ts';
import { toEvidence } from '../reading/evidence.ts';
import type { Item } from '../reading/item.ts';
import { hasMovedOn, type Movement, restsUntil } from '../reading/movement.ts';
import { orderOfSessions, withSessionsAs } from '../reading/session-order.ts';
import { describeWindow, itemsWithin, type Window } from '../reading/window.ts';
import { DEFAULT_READING } from '../reading/window-reading.ts';
import { type Exchange, takeTime } from '../wire/exchange.ts';
import type { Exchanges } from './exchanges.ts';
import { type FoundReading, findReading } from './found-reading.ts';
import type { ListAsk, Lists, Read } from './lists.ts';
import { Observations } from './observations.ts';
import type { History } from './probe.ts';
import type { Settings } from './target.ts';

const READS_IN_A_ROW = 4;
/** An event takes no longer from a browser to the list. */
const LONGEST_WAY_MS = 900_000;

/** What was read first, and how later answers compare with it. */
export class Baseline {
  readonly #exchanges: Exchanges;
  readonly #lists: Lists;
  readonly #settings: Settings;
  /** What is compared with; forgotten when the data moved. */
  #observations: Observations;
  /** What the documented request gave: the first time, and then in a row. */
  #reads: Read[] = [];
  /** All that each user has, where one list does not hold all of it. */
  #histories = new Map<string, Promise<readonly Item[] | undefined>>();
  /** What the server takes the dates to mean, once that was asked for. */
  #reading: Promise<FoundReading> | undefined;
  /** When the run began, in ms since 1970. */
  readonly #beganAt = takeTime()().startedAt;
  /** The last instant that is compared, once events were seen to be recorded meanwhile. */
  #restsUntil = Number.POSITIVE_INFINITY;
  /** {@link reading}, as last found out. */
  found: FoundReading | undefined;
  /** Whether data read earlier counted in the check under way. */
  wasUsed = false;

  constructor(exchanges: Exchanges, lists: Lists, settings: Settings) {
    this.#exchanges = exchanges;
    this.#lists = lists;
    this.#settings = settings;
    this.#observations = new Observations();
  }

  /** Asks the documented request for the first time. */
  async askFirst(): Promise<Exchange> {
    const exchange = await this.#lists.ask();
    const items = this.#lists.itemsOf(exchange);
    if (items) this.#reads.push({ items, exchange });
    return exchange;
  }

  /** Reads the documented request several times in a row, once in a run; what it gave at the start goes before. */
  async readInARow(): Promise<readonly Read[]> {
    while (this.#reads.length < READS_IN_A_ROW) this.#reads.push(await this.#lists.read());
    return this.#reads;
  }

  /** All items of a user, read once. Inconclusive where the server gives no list. */
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

  /** All items of a user; skipped where there are none. */
  async some(user = this.#lists.user): Promise<readonly Item[]> {
    const items = await this.all(user);
    if (items.length > 0) return items;
    throw new MissingInput(`user "${user}" has no ${this.#lists.probe.noun}; pass a --user who has some`);
  }

  /** All that a user has, read once: more than {@link all} where one list does not hold all of it. */
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

  /** A user of the run who turned out to have nothing. */
  get idleUser(): string | undefined {
    return this.#settings.userIds.find((user) => this.#observations.itemsOf(user)?.length === 0);
  }

  /**
   * Reads again what was read first. True when the data moved as live data does; what was learnt earlier is then
   * forgotten.
   */
  async hasMoved(): Promise<boolean> {
    for (const [user, before] of this.#observations.users) {
      const now = await this.#listOf({ user });
      if (!now) continue;
      const until = this.isMovedOn(before, now)
        ? (restsUntil(before, now, this.#newSince, this.#movement) ?? Number.POSITIVE_INFINITY)
        : await this.#restsBeyondList(user, now.length);
      if (until === undefined) continue;
      this.#restsUntil = Math.min(this.#restsUntil, until);
      this.#observations = new Observations();
      // what is compared with must be older than what is asked from now on
      this.#observations.rememberAll(user, now);
      this.#reading = undefined;
      this.#histories = new Map();
      this.#reads = [];
      this.#exchanges.forget();
      return true;
    }
    return false;
  }

  /** Whether a list moved on as the data of a live server does; see {@link hasMovedOn}. */
  isMovedOn(before: readonly Item[], now: readonly Item[]): boolean {
    return hasMovedOn(before, now, this.#movement);
  }

  get #movement(): Movement {
    const { isNewestFirst, goesOn } = this.#lists.probe;
    const isNew = ({ time, end = time }: Item) => end >= this.#newSince;
    return { isNewestFirst, goesOn: goesOn && ((before, now) => isNew(now) && goesOn(before, now)) };
  }

  /**
   * Looks at what one list does not hold, and gives until when it rests if it moved: where the newest is not in the list,
   * whether more came behind it, and else whether the oldest left.
   */
  async #restsBeyondList(user: string, listed: number): Promise<number | undefined> {
    const before = this.#observations.historyOf(user);
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

  /** From when on an event may be one that was recorded meanwhile, in ms since 1970. */
  get #newSince(): number {
    return this.#beganAt - LONGEST_WAY_MS;
  }

  /**
   * Fails unless a window holds exactly the items that lie in it. A window that was right before is not asked for
   * again, unless `isFresh`.
   */
  async expectWindow(window: Window, { user = this.#lists.user, isFresh = false } = {}): Promise<void> {
    const all = await this.history(user);
    if (this.#lists.probe.history?.refuses?.(window)) return;
    if (!isFresh && this.#observations.wasRight(user, window)) return;
    await this.reading();
    const exchange = await (isFresh ? this.#lists.ask({ window, user }) : this.#lists.askOnce({ window, user }));
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
   * The windows of the first user that were asked for before, and gave what they must. None starts after it ends: such a
   * one may be empty, or hold the session that lies around both dates.
   */
  get rightWindows(): readonly Window[] {
    return this.#observations.rightWindows(this.#lists.user).filter(({ start = 0, end = start }) => start <= end);
  }

  /** What the server takes the dates to mean, and what its windows are held to; found out once. */
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
        // what is refused tells nothing here; the requirements see to it
        return exchange.reply?.status === 404 ? [] : this.#lists.itemsOf(exchange);
      },
    };
    this.found = await findReading(reads, this.#settings);
    this.#observations.reading = this.found.held;
    return this.found;
  }

  /** The items that a window must keep of a list, as this server reads the dates; see {@link itemsWithin}. */
  async itemsIn(all: readonly Item[], window: Window, received: readonly Item[] = []): Promise<Item[]> {
    const { history } = this.#lists.probe;
    if (history) return history.keep(all, window, received);
    return itemsWithin(all, window, (await this.reading()).held, received);
  }

  /** The items that came for a window. A 404 stands for none, as the user was found before. */
  windowItems(exchange: Exchange, window: Window): readonly Item[] {
    return exchange.reply?.status === 404 ? [] : this.#lists.expectItems(exchange, window);
  }

  /** Says how what a window gave differs from what it must give; remembers both for the diagnosis. */
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
   * Says how a part of a list differs from the expected one; undefined when it does not. Sessions may come in the order of
   * what is left of them.
   */
  compareCut(expected: readonly Item[], received: readonly Item[], user = this.#lists.user): string | undefined {
    const order = orderOfSessions(this.#observations.itemsOf(user) ?? []);
    return this.compare(expected, withSessionsAs(expected, received, order));
  }

  /**
   * Says how one list differs from the expected one, as far as it rests; undefined when it does not. What goes on may have
   * grown between the two.
   */
  compare(expected: readonly Item[], received: readonly Item[]): string | undefined {
    const { noun, hasGrown } = this.#lists.probe;
    const got = this.#resting(received);
    const wanted = this.#resting(expected).slice(0, this.#roomFor(expected, received));
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
    return isFull ? this.#resting(received).length : expected.length;
  }

  #resting(items: readonly Item[]): readonly Item[] {
    if (this.#restsUntil === Number.POSITIVE_INFINITY) return items;
    return items.filter(({ time }) => time <= this.#restsUntil);
  }

  /** Names the one mistake that explains all windows seen, those still to come included. */
  windowDiagnosis(): Diagnosis {
    const observations = this.#observations;
    return (isFinal) => observations.diagnose(isFinal);
  }

  /** Fails unless a request gives exactly what was read first. */
  async expectSame(ask: ListAsk, what: string): Promise<void> {
    await this.all(ask.user);
    await this.expectAll(await this.#lists.ask(ask), what, ask.user);
  }

  /** Fails unless a reply holds exactly what was read first. */
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
