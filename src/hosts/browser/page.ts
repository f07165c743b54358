/** The part of a browser's storage that is used. */
export interface PageStorage {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

/** A change that another page of the same site made in a shared storage. */
export interface StorageChange {
  /** Undefined for another storage. */
  readonly storageArea?: unknown;
  /** Null if everything was removed. */
  readonly key: string | null;
  readonly newValue: string | null;
}

/** The part of a page that is used; in Node, in a worker and in a sandboxed frame some of it is missing. */
export interface Page {
  /** Reading it throws if the page may not use storage. */
  readonly localStorage?: PageStorage;
  /** As `localStorage`. */
  readonly sessionStorage?: PageStorage;
  readonly addEventListener?: (type: 'storage', listener: (change: StorageChange) => void) => void;
  readonly removeEventListener?: (type: 'storage', listener: (change: StorageChange) => void) => void;
}

/** Finds a storage of a page, or says why there is none. */
export function findStorage(page: Page, persist: 'session' | 'local'): PageStorage | string {
  const name = `${persist}Storage` as const;
  try {
    return page[name] ?? `there is no ${name} here`;
  } catch (error) {
    return `the browser denies access to it (${reasonOf(error)})`;
  }
}

/** Returns the reason of an error as a text. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
