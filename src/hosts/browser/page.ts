/** As much of a browser's storage as is used. */
export interface PageStorage {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

/** What another page of the same site changed in a storage that both have. */
export interface StorageChange {
  /** Undefined where it is of another storage. */
  readonly storageArea?: unknown;
  /** Null when everything was removed. */
  readonly key: string | null;
  readonly newValue: string | null;
}

/** As much of a page as is used; in Node, in a worker and in a closed frame some of it is missing. */
export interface Page {
  /** Reading it throws where the page may keep nothing. */
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
    return `the browser does not give it (${reasonOf(error)})`;
  }
}

/** Gives the reason of an error as a text. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
