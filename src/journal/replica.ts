import { type Change, recordedPart } from '../kit/change.ts';
import { OptionError, UnavailableError } from '../shared/errors.ts';
import type { Counter, Entry, Holder, Journal } from './journal.ts';

/** How often a change is drafted anew because others were faster. */
const MOST_DRAFTS = 20;
const NOTHING_RECORDED: Change = { type: 'replace', rows: [] };

/** Drafts a change from the state as it is; undefined when there is nothing to change. */
export type Draft = () => Change | undefined;

/**
 * A copy of the state that a journal holds. Without a journal it is the only copy, and changes apply at once.
 *
 * It knows nothing of the state itself: it brings each change, in order and once, to those that do.
 */
export class Replica {
  readonly #appliers: ((change: Change) => void)[] = [];
  readonly #foreign = new Set<(change: Change) => void>();
  #journal: Journal | undefined;
  #position = 0;
  /** Changes are drafted one after the other, as each is drafted from the state that the one before leaves. */
  #queue: Promise<void> = Promise.resolve();
  /** Entries that came while it was unknown whether they are of this replica; undefined when that is known. */
  #held: Entry[] | undefined;
  /** The change that was appended last, which is none of another mock. */
  #own: Change | undefined;
  #catchingUp: Promise<void> | undefined;

  /** Position of the last entry that was applied. */
  get position(): number {
    return this.#position;
  }

  /** The journal that it has; undefined where it is the only copy. */
  get journal(): Journal | undefined {
    return this.#journal;
  }

  /** How many entries are known to come after the last that was applied. */
  get lag(): number {
    return Math.max(0, (this.#journal?.end ?? 0) - this.#position);
  }

  /** Whether others may have made changes that are not applied here yet, so that `refresh` is to come before an answer. */
  get mayBeBehind(): boolean {
    return this.#journal?.mayBeBehind === true;
  }

  /** Whether changes of settings go to a journal. */
  get sharesSettings(): boolean {
    return this.#journal?.holds === 'everything';
  }

  /** Adds what takes each change, after those that were added before. */
  onChange(apply: (change: Change) => void): void {
    this.#appliers.push(apply);
  }

  /** Calls back after each change that another mock with the same journal made, until the function it gives is called. */
  onForeign(hear: (change: Change) => void): () => void {
    this.#foreign.add(hear);
    return () => void this.#foreign.delete(hear);
  }

  /** Applies all that others have changed by now. Where the journal cannot be asked, what is known stays in force. */
  async refresh(): Promise<void> {
    try {
      await this.#journal?.refresh?.();
      await this.#catchUp();
    } catch {
      // the journal says what is wrong with it
    }
  }

  /**
   * Makes a change: drafts it from the latest state, appends it, and resolves when it is applied, here and wherever else
   * somebody may ask. Without a journal, or with one that does not hold such changes, it is applied before this returns.
   *
   * @throws what the draft throws, and what the journal rejects with.
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
   * Replaces what is recorded by what a journal holds, and appends each later change to it. Gives what detaches it:
   * the state stays as it is, and the journal stays open.
   *
   * @throws OptionError when there is a journal already.
   * @throws what the journal or those who apply its entries refuse; nothing is recorded then.
   */
  async attach(journal: Journal, holder?: Omit<Holder, 'position'>): Promise<() => Promise<void>> {
    if (this.#journal) {
      throw new OptionError('Failed to attach the journal: the mock has one already. Detach that first.');
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

  /** Opens a count: the journal's where it has such, or else one of this replica alone. */
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
        return shared?.count ?? own;
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

  /** Gives the position of the change that was appended; undefined where none was. */
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
      if (position !== 'behind') return position;
    }
    throw new UnavailableError(
      `Failed to keep a change: others changed the state ${MOST_DRAFTS} times meanwhile. The change did not take place. Try again.`,
    );
  }

  /** Appends a change while entries that come wait, and applies it in its place among them. */
  async #holding(append: () => Promise<number | 'behind'>, change: Change): Promise<number | 'behind'> {
    const held: Entry[] = [];
    this.#held = held;
    try {
      const position = await append();
      if (position !== 'behind') {
        held.push({ position, change });
        this.#own = change;
      }
      return position;
    } finally {
      this.#held = undefined;
      // what came by its position first is an echo of the change that was appended, which is the last in the list
      for (const entry of held.reverse().sort((a, b) => a.position - b.position)) this.#hear(entry);
    }
  }

  #hear(entry: Entry): void {
    if (this.#held) {
      this.#held.push(entry);
      return;
    }
    try {
      if (!this.#take(entry)) this.#catchUp().catch(() => {});
    } catch {
      // the next change catches up first, and its caller gets the error if that fails
    }
  }

  /** Applies an entry unless that was done; false when others come before it. */
  #take({ position, change }: Entry): boolean {
    if (position <= this.#position) return true;
    if (position !== this.#position + 1 && !this.#isWhole(change)) return false;
    this.#apply(change);
    this.#position = position;
    this.#journal?.applied?.(position);
    if (change !== this.#own) for (const hear of this.#foreign) hear(change);
    return true;
  }

  /** Whether a change brings all that the journal holds, so that what came before does not count. */
  #isWhole(change: Change): boolean {
    return change.type === 'replace' && (this.#journal?.holds === 'recorded' || 'settings' in change);
  }

  /** Applies all entries there are by now; one run at a time, as all of them would do the same. */
  #catchUp(): Promise<void> {
    this.#catchingUp ??= this.#load().finally(() => {
      this.#catchingUp = undefined;
    });
    return this.#catchingUp;
  }

  async #load(): Promise<void> {
    const journal = this.#journal;
    if (!journal) return;
    for await (const entry of journal.load(this.#position)) {
      if (this.#held) {
        this.#held.push(entry);
        continue;
      }
      if (this.#take(entry)) continue;
      throw new UnavailableError(
        `Failed to read the journal: an entry is missing after position ${this.#position}, received ${entry.position}.`,
      );
    }
  }

  #apply(change: Change): void {
    for (const apply of this.#appliers) apply(change);
  }
}
