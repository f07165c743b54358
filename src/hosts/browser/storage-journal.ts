import type { Journal } from '../../journal/journal.ts';
import type { Change } from '../../kit/change.ts';
import type { RecordedRow } from '../../kit/record.ts';
import { UnavailableError } from '../../shared/errors.ts';
import { EMPTY_TEXT, readText, withChange } from './kept-text.ts';
import { type PageStorage, reasonOf } from './page.ts';

/** What a journal is made of. */
export interface StorageJournalOptions {
  readonly storage: PageStorage;
  /** The name that the text is kept under. */
  readonly key: string;
  readonly projects: readonly string[];
  /** How many characters the text may have. */
  readonly maxLength: number;
  readonly warn: (message: string) => void;
  /** Called with everything recorded when another page of the same site changed it. */
  readonly onForeign: (rows: RecordedRow[]) => void;
}

const SAME_MOMENT =
  'Failed to keep a change: another page of this site recorded at the same moment. The change did not take place. Try again.';

/**
 * A journal in a page's storage. It never keeps the mock from recording because there is no room: it warns, and goes on
 * in memory.
 */
export class StorageJournal implements Journal {
  readonly #options: StorageJournalOptions;
  /** The text as this page knows it. */
  #text = EMPTY_TEXT;
  /** Whether changes took place that are not kept. Those after them could not be understood without them. */
  #isBehind = false;

  constructor(options: StorageJournalOptions) {
    this.#options = options;
  }

  /** Whether it holds something. */
  get holdsEvents(): boolean {
    return this.#text !== EMPTY_TEXT;
  }

  /** Reads the storage, and gives what it holds as one change; what is broken there is discarded with a warning. */
  changes(): Change[] {
    const { storage, key, projects, warn } = this.#options;
    try {
      const text = storage.getItem(key) ?? EMPTY_TEXT;
      const read = readText(text, projects);
      if ('rows' in read) {
        this.#text = text;
        return read.rows.length > 0 ? [{ type: 'replace', rows: read.rows }] : [];
      }
      warn(`openreplay-kit discards what the browser kept as ${key}: ${read.fault}.`);
      storage.removeItem(key);
    } catch (error) {
      this.#fallBehind(reasonOf(error));
    }
    return [];
  }

  /**
   * Keeps a change, or warns that it cannot.
   *
   * @throws UnavailableError when another page recorded at the same moment: both changes together could contradict each
   * other. What that page recorded is then in force here too.
   */
  append(change: Change): void {
    const { storage, key, maxLength } = this.#options;
    const isAll = change.type === 'replace';
    if (this.#isBehind && !isAll) return;
    const next = withChange(this.#text, change);
    try {
      if (!isAll && this.follow(storage.getItem(key))) throw new UnavailableError(SAME_MOMENT);
      if (next.length > maxLength) throw new RangeError(`it would be longer than ${maxLength} characters`);
      storage.setItem(key, next);
      this.#text = next;
      this.#isBehind = false;
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      this.#fallBehind(reasonOf(error));
      if (isAll) this.#forget();
    }
  }

  /**
   * Takes over a text that another page of the same site has kept; tells whether it did. One that was removed or broken
   * changes nothing: the next change puts it right.
   */
  follow(text: string | null): boolean {
    if (this.#isBehind || text === null || text === this.#text) return false;
    const read = readText(text, this.#options.projects);
    if ('fault' in read) return false;
    this.#text = text;
    this.#options.onForeign(read.rows);
    return true;
  }

  /** Drops what is kept, which is no longer in force. */
  #forget(): void {
    this.#text = EMPTY_TEXT;
    try {
      this.#options.storage.removeItem(this.#options.key);
    } catch {
      // a storage that cannot even do this was warned of
    }
  }

  #fallBehind(why: string): void {
    this.#isBehind = true;
    this.#options.warn(
      `openreplay-kit cannot keep what is recorded: ${why}. What is recorded from now on is gone at the next reload, until mock.reset().`,
    );
  }
}
