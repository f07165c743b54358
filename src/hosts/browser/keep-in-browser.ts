import type { Mock } from '../../mock/mock.ts';
import { parseOptionsBy } from '../../shared/parse-options.ts';
import * as z from '../../shared/zod.ts';
import { findStorage, type Page } from './page.ts';

/** Where a page keeps recorded data. */
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
  /** Called with each warning about what cannot be kept. @defaultValue `console.warn` */
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
 * Replaces a mock's recorded data with what the browser has kept, and keeps each later change across reloads. Mocks
 * with other seeds or projects have separate storage.
 *
 * Content that is broken or of a newer version is discarded with a warning. If nothing can be kept, as in a frame
 * without storage or when storage is full, the mock warns and continues in memory.
 *
 * @returns whether kept data was found.
 * @throws OptionError if an option is invalid.
 * @example
 * ```ts
 * const mock = createMock();
 * if (!(await keepInBrowser(mock, { persist: 'local' }))) {
 *   await mock.record({ userId: 'ada@example.org', events: [{ type: 'LOCATION', path: '/pricing/' }] });
 * }
 * ```
 */
export async function keepInBrowser(mock: Mock, options: KeepOptions = {}): Promise<boolean> {
  // the page's globals, which Node's types do not have
  return keepInPage(globalThis as Page, mock, options);
}

/** Keeps a mock's recorded data in the given page's storage. */
export async function keepInPage(page: Page, mock: Mock, options: KeepOptions): Promise<boolean> {
  const { persist, maxLength, warn } = parseOptionsBy(optionsSchema, options, { attempt: 'keep what is recorded' });
  if (persist === false) return false;
  const storage = findStorage(page, persist);
  if (typeof storage === 'string') {
    warn(`openreplay-kit keeps nothing across reloads: ${storage}.`);
    return false;
  }
  const { StorageJournal } = await import('./storage-journal.ts');
  const { projects, seed } = mock.options;
  const key = `openreplay-kit:${JSON.stringify([seed, ...projects])}`;
  const journal = new StorageJournal({ page, storage, key, projects, maxLength, warn });
  await mock.attach(journal);
  return journal.holdsEvents;
}
