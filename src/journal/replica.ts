import { type Change, isLarge, recordedPart } from '../kit/change.ts';
import { OptionError, UnavailableError } from '../shared/errors.ts';
import { inSlices, type Work } from '../shared/slices.ts';
import type { Counter, Entry, Holder, Journal } from './journal.ts';

/** How often a change is redrafted because others were faster. */
const MOST_DRAFTS = 20;
const NOTHING_RECORDED: Change = { type: 'replace', rows: [] };

/** Drafts a change from the current state; undefined if there is nothing to change. */
type Draft = () => Change | undefined;

/**
 * A copy of the state that a journal holds. Without a journal it is the only copy, and changes apply at once.
 *
 * It knows nothing of the state itself: it passes each change, in order and once, to those that do.
 */
export class Replica {
  readonly #appliers: ((change: Change) => void)[] = [];
  readonly #preparers: ((change: Change) => Work<void>)[] = [];
  readonly #foreign = new Set<(change: Change) => void>();
  #journal: Journal | undefined;
  #position = 0;
  /** Changes are drafted one after another, as each depends on the state after the one before. */
  #queue: Promise<void> = Promise.resolve();
  /** Entries that arrived while it was unknown whether this replica made them; undefined when that is known. */
  #held: Entry[] | undefined;
  /** The last appended change, to distinguish it from another mock's. */
  #own: Change | undefined;
  #catchingUp: Promise<void> | undefined;
  /** Entries waiting for earlier ones to be applied. */
  #arrived: Entry[] = [];

  /** Position of the last entry that was applied. */
  get position(): number {
    return this.#position;
  }

  /** Its journal; undefined if it is the only copy. */
  get journal(): Journal | undefined {
    return this.#journal;
  }

  /** How many known entries are not applied yet. */
  get lag(): number {
    return Math.max(0, (this.#journal?.end ?? 0) - this.#position);
  }

  /** Whether others may have made changes that are not applied here yet, so that `refresh` must precede an answer. */
  get mayBeBehind(): boolean {
    return this.#journal?.mayBeBehind === true;
  }

  /** Whether changes of settings go to a journal. */
  get sharesSettings(): boolean {
    return this.#journal?.holds === 'everything';
  }

  /**
   * Adds a receiver of all changes, called after those added before. It should prepare what takes long: a large change
   * of another mock is prepared in slices, and then applied in one go, so that nobody sees half of it.
   */
  onChange(apply: (change: Change) => void, prepare?: (change: Change) => Work<void>): void {
    this.#appliers.push(apply);
    if (prepare) this.#preparers.push(prepare);
  }

  /** Calls back after each change made by another mock with the same journal, until the returned function is called. */
  onForeign(hear: (change: Change) => void): () => void {
    this.#foreign.add(hear);
    return () => void this.#foreign.delete(hear);
  }

  /** Applies all changes by others so far. If the journal is unreachable, the known state stays in effect. */
  async refresh(): Promise<void> {
    try {
      await this.#journal?.refresh?.();
      await this.#catchUp();
    } catch {
      // the journal reports its own trouble
    }
  }

  /**
   * Makes a change: drafts it from the latest state, appends it, and resolves once it is applied, here and in all other
   * mocks. Without a journal, or with one that does not hold such changes, it is applied before this returns.
   *
   * @throws the draft's error, or the journal's.
   */
  async commit(draft: Draft): Promise<void> {
    const journal = this.#journal;
    if (!journal) {
      const change = draft();
      if (change) this.#apply(change);
      return;
    }
    const made = this.#queue.then(() => this.#append(journal, draft));
    this.#queue = made.then(
      () => {},
      () => {},
    );
    const position = await made;
    if (position !== undefined) await journal.everywhere?.(position);
  }

  /** Resolves when all changes so far are made or refused. */
  settle(): Promise<void> {
    return this.#queue;
  }

  /**
   * Replaces recorded data with the content of a journal, and appends each later change to it. Returns a function that
   * detaches it: the state stays as it is, and the journal stays open.
   *
   * @throws OptionError if there is a journal already.
   * @throws the error of the journal or of a receiver that refuses its entries; nothing is recorded then.
   */
  async attach(journal: Journal, holder?: Omit<Holder, 'position'>): Promise<() => Promise<void>> {
    if (this.#journal) {
      throw new OptionError('Failed to attach the journal: the mock has one already. Detach that one first.');
    }
    this.#journal = journal;
    this.#position = 0;
    this.#apply(NOTHING_RECORDED);
    const unfollow = journal.follow((entry) => this.#hear(entry));
    const leave = () => {
      unfollow();
      this.#journal = undefined;
    };
    const loaded = this.#begin(journal, holder);
    this.#queue = loaded.catch(() => {});
    try {
      await loaded;
    } catch (error) {
      leave();
      this.#apply(NOTHING_RECORDED);
      throw error;
    }
    return async () => {
      await this.#queue;
      leave();
    };
  }

  /** Opens a count: the journal's if it has counts, or else one of this replica alone. */
  counter(name: string): Counter {
    let own = 0;
    let shared: Counter | undefined;
    const find = () => {
      if (this.#journal?.counter) shared ??= this.#journal.counter(name);
      return shared;
    };
    return {
      next: () => find()?.next() ?? ++own,
      get count() {
        return find()?.count ?? own;
      },
    };
  }

  async #begin(journal: Journal, holder: Omit<Holder, 'position'> | undefined): Promise<void> {
    const replica = this;
    if (holder) {
      await journal.meet?.({
        ...holder,
        get position() {
          return replica.#position;
        },
      });
    }
    await this.#catchUp();
    journal.applied?.(this.#position);
    await this.refresh();
  }

  /** Returns the position of the appended change; undefined if none was. */
  async #append(journal: Journal, draft: Draft): Promise<number | undefined> {
    for (let drafts = 0; drafts < MOST_DRAFTS; drafts++) {
      await this.#catchUp();
      const change = draft();
      if (!change) return undefined;
      const kept = journal.holds === 'everything' ? change : recordedPart(change);
      if (!kept) {
        this.#apply(change);
        return undefined;
      }
      const position = await this.#holding(() => journal.append(kept, this.#position), change);
      if (position === 'behind') continue;
      if (position > this.#position) await this.#catchUp();
      return position;
    }
    throw new UnavailableError(
      `Failed to keep a change: others changed the state ${MOST_DRAFTS} times meanwhile. The change did not take place. Try again.`,
    );
  }

  /** Appends a change while incoming entries wait, and applies it in its place among them. */
  async #holding(append: () => Promise<number | 'behind'>, change: Change): Promise<number | 'behind'> {
    const held: Entry[] = [];
    this.#held = held;
    try {
      const position = await append();
      if (position !== 'behind') {
        this.#own = change;
        // an entry received at its position is an echo of it
        this.#take({ position, change });
      }
      return position;
    } finally {
      this.#held = undefined;
      for (const entry of held.sort((a, b) => a.position - b.position)) this.#hear(entry);
    }
  }

  #hear(entry: Entry): void {
    if (this.#held) {
      this.#held.push(entry);
      return;
    }
    if (this.#catchingUp || isLarge(entry.change)) this.#arrived.push(entry);
    else if (this.#takeQuietly(entry)) return;
    this.#catchUp().catch(() => {});
  }

  /** Applies an entry, ignoring errors: the next change catches up first, and its caller gets the error then. */
  #takeQuietly(entry: Entry): boolean {
    try {
      return this.#take(entry);
    } catch {
      return true;
    }
  }

  /** Applies an entry unless that was done; false if earlier ones are missing. */
  #take({ position, change }: Entry): boolean {
    if (position <= this.#position) return true;
    if (position !== this.#position + 1 && !this.#isWhole(change)) return false;
    this.#apply(change);
    this.#position = position;
    this.#journal?.applied?.(position);
    if (change !== this.#own) for (const hear of this.#foreign) hear(change);
    return true;
  }

  /** Whether a change replaces everything in the journal, so that earlier ones do not matter. */
  #isWhole(change: Change): boolean {
    return change.type === 'replace' && (this.#journal?.holds === 'recorded' || 'settings' in change);
  }

  /** Applies all current entries; one run at a time, as all runs would do the same. */
  #catchUp(): Promise<void> {
    this.#catchingUp ??= Promise.resolve().then(() => this.#catchUpNow());
    return this.#catchingUp;
  }

  async #catchUpNow(): Promise<void> {
    const journal = this.#journal;
    try {
      if (!journal) return;
      let before: number;
      // more may arrive while it applies these
      do {
        before = this.#position;
        await this.#takeArrived();
        await this.#load(journal);
      } while (journal === this.#journal && (this.#position > before || this.#arrived.length > 0));
    } finally {
      // synchronously, as later entries are not waited for here
      this.#catchingUp = undefined;
      this.#arrived = [];
    }
  }

  /** Applies what has arrived, up to the first gap. */
  async #takeArrived(): Promise<void> {
    for (let entry = this.#arrived.shift(); entry; entry = this.#arrived.shift()) {
      if (!(await this.#prepareAndTake(entry))) return;
    }
  }

  async #load(journal: Journal): Promise<void> {
    for await (const entry of journal.load(this.#position)) {
      if (await this.#prepareAndTake(entry)) continue;
      // earlier ones may have been in the journal when it was loaded, and dropped since
      await this.#takeArrived();
      if (await this.#prepareAndTake(entry)) continue;
      throw new UnavailableError(
        `Failed to read the journal: an entry is missing after position ${this.#position}, received ${entry.position}.`,
      );
    }
  }

  /** Applies an entry as `#take` does, after preparing in slices what takes long. */
  async #prepareAndTake(entry: Entry): Promise<boolean> {
    if (entry.position > this.#position && isLarge(entry.change)) {
      for (const prepare of this.#preparers) await inSlices(prepare(entry.change));
    }
    if (!this.#held) return this.#take(entry);
    this.#held.push(entry);
    return true;
  }

  #apply(change: Change): void {
    for (const apply of this.#appliers) apply(change);
  }
}
