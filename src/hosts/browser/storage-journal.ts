import type { Entry, Journal } from '../../journal/journal.ts';
import { type Change, recordedPart } from '../../kit/change.ts';
import { UnavailableError } from '../../shared/errors.ts';
import { EMPTY_TEXT, readText, withChange } from './kept-text.ts';
import { type Page, type PageStorage, reasonOf, type StorageChange } from './page.ts';

/** Options of a journal. */
interface StorageJournalOptions {
  readonly page: Page;
  readonly storage: PageStorage;
  /** The storage key of the text. */
  readonly key: string;
  readonly projects: readonly string[];
  /** How many characters the text may have. */
  readonly maxLength: number;
  readonly warn: (message: string) => void;
}

/**
 * A journal in a page's storage. A lack of room never stops the mock from recording: it warns and continues in memory.
 *
 * The text has no positions: this page counts the versions it sees. A version that another page wrote is an entry that
 * replaces everything.
 */
export class StorageJournal implements Journal {
  readonly holds = 'recorded';
  readonly #options: StorageJournalOptions;
  readonly #listeners = new Set<(entry: Entry) => void>();
  readonly #onStorage = ({ key, storageArea, newValue }: StorageChange) => {
    if (key === this.#options.key && storageArea === this.#options.storage) this.#adopt(newValue);
  };
  /** The text as this page last saw it. */
  #text = EMPTY_TEXT;
  #position = 0;
  /** Whether some changes were not kept. Later ones would make no sense without them. */
  #isCutOff = false;
  #isClosed = false;

  constructor(options: StorageJournalOptions) {
    this.#options = options;
    options.page.addEventListener?.('storage', this.#onStorage);
  }

  /** Yields everything recorded as one entry. Broken data found at the start of a page is discarded with a warning. */
  async *load(after: number): AsyncGenerator<Entry> {
    this.#read();
    if (after >= this.#position) return;
    const read = readText(this.#text, this.#options.projects);
    yield { position: this.#position, change: { type: 'replace', ...('rows' in read ? read : { rows: [] }) } };
  }

  /** Whether it holds anything. */
  get holdsEvents(): boolean {
    return this.#text !== EMPTY_TEXT;
  }

  /** Keeps a change, or warns that it cannot. */
  async append(change: Change, after: number): Promise<number | 'behind'> {
    const recorded = recordedPart(change);
    if (!recorded) throw new TypeError('Browser storage holds recorded data, not settings.');
    if (this.#isClosed) throw new UnavailableError('Failed to keep a change: the journal was closed.');
    const { storage, key, maxLength } = this.#options;
    const isAll = recorded.type === 'replace';
    if (after !== this.#position) return 'behind';
    if (this.#isCutOff && !isAll) return ++this.#position;
    const next = withChange(this.#text, recorded);
    try {
      if (this.#adopt(storage.getItem(key))) return 'behind';
      if (next.length > maxLength) throw new RangeError(`it would be longer than ${maxLength} characters`);
      storage.setItem(key, next);
      this.#text = next;
      this.#isCutOff = false;
    } catch (error) {
      this.#fallBehind(reasonOf(error));
      if (isAll) this.#forget();
    }
    return ++this.#position;
  }

  follow(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#options.page.removeEventListener?.('storage', this.#onStorage);
  }

  /** Checks whether the text in storage has changed. */
  #read(): void {
    if (this.#isCutOff) return;
    const { storage, key, projects, warn } = this.#options;
    try {
      const text = storage.getItem(key);
      if (this.#adopt(text) || text === null || text === this.#text || this.#position > 0) return;
      const read = readText(text, projects);
      if ('fault' in read) warn(`openreplay-kit discards what the browser kept as ${key}: ${read.fault}.`);
      storage.removeItem(key);
    } catch (error) {
      this.#fallBehind(reasonOf(error));
    }
  }

  /**
   * Takes over a text that another page of the same site has kept; returns whether it did. A removed or broken text is
   * ignored: the next change repairs it.
   */
  #adopt(text: string | null): boolean {
    if (this.#isCutOff || text === null || text === this.#text) return false;
    const read = readText(text, this.#options.projects);
    if ('fault' in read) return false;
    this.#text = text;
    const entry: Entry = { position: ++this.#position, change: { type: 'replace', ...read } };
    for (const listener of this.#listeners) listener(entry);
    return true;
  }

  /** Removes the kept text, which is out of date. */
  #forget(): void {
    this.#text = EMPTY_TEXT;
    try {
      this.#options.storage.removeItem(this.#options.key);
    } catch {
      // a storage that cannot even do this was already warned about
    }
  }

  #fallBehind(why: string): void {
    this.#isCutOff = true;
    this.#options.warn(
      `openreplay-kit cannot keep recorded data: ${why}. What is recorded from now on is lost at the next reload, until mock.reset().`,
    );
  }
}
