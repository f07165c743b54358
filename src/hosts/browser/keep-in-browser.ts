import type { Mock } from '../../mock/mock.ts';
import { parseOptionsBy } from '../../shared/parse-options.ts';
import * as z from '../../shared/zod.ts';
import { findStorage, type Page } from './page.ts';

/** Where a page keeps what is recorded. */
export interface KeepOptions {
  /**
   * `'session'` keeps it for one tab until that is closed, `'local'` for all pages of the site, which then see each
   * other's changes, and `false` not at all.
   *
   * @defaultValue `'session'`
   */
  readonly persist?: 'session' | 'local' | false;
  /** How many characters of JSON text are kept, 1000 to 5000000. @defaultValue `2000000` */
  readonly maxLength?: number;
  /** Takes the sentences that say what cannot be kept. @defaultValue `console.warn` */
  readonly warn?: (message: string) => void;
}

const optionsSchema = z.strictObject({
  persist: z.union([z.enum(['session', 'local']), z.literal(false)]).default('session'),
  maxLength: z.int().min(1_000).max(5_000_000).default(2_000_000),
  warn: z
    .custom<(message: string) => void>((value) => typeof value === 'function', 'must be a function')
    .default(() => (message: string) => console.warn(message)),
});

/**
 * Replaces what a mock has recorded by what the browser keeps of it, and keeps each later change, so that a reload finds
 * it again. Mocks of other seeds or projects keep theirs apart.
 *
 * Content that is broken or of a newer version is discarded with a warning. Where nothing can be kept, as in a frame
 * without storage or when it is full, the mock warns and goes on in memory.
 *
 * @returns whether something was kept.
 * @throws OptionError when an option cannot be used.
 * @example
 * ```ts
 * const mock = createMock();
 * if (!(await keepInBrowser(mock, { persist: 'local' }))) {
 *   await mock.record({ userId: 'ada@example.org', events: [{ type: 'LOCATION', path: '/pricing/' }] });
 * }
 * ```
 */
export async function keepInBrowser(mock: Mock, options: KeepOptions = {}): Promise<boolean> {
  // the page's own globals, of which the types of Node know nothing
  return keepInPage(globalThis as Page, mock, options);
}

/** Keeps what a mock has recorded in the given page's storage. */
export async function keepInPage(page: Page, mock: Mock, options: KeepOptions): Promise<boolean> {
  const { persist, maxLength, warn } = parseOptionsBy(optionsSchema, options, { attempt: 'keep what is recorded' });
  if (persist === false) return false;
  const storage = findStorage(page, persist);
  if (typeof storage === 'string') {
    warn(`openreplay-kit keeps nothing over a reload: ${storage}.`);
    return false;
  }
  const { StorageJournal } = await import('./storage-journal.ts');
  const { projects, seed } = mock.options;
  const key = `openreplay-kit:${JSON.stringify([seed, ...projects])}`;
  const journal = new StorageJournal({ page, storage, key, projects, maxLength, warn });
  await mock.attach(journal);
  return journal.holdsEvents;
}
