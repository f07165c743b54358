import type { Page, PageStorage, StorageChange } from '../../../src/hosts/browser/page.ts';

/** A storage in memory, like that of a browser. */
export class MemoryStorage implements PageStorage {
  readonly items = new Map<string, string>();
  /** How many characters fit. */
  room = 5_000_000;

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    if (text.length > this.room) throw new Error('The quota has been exceeded.');
    this.items.set(key, text);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}

/** A page whose storage is in memory, and what notifies it that another page changed something there. */
interface MemoryPage extends Page {
  hear(change: StorageChange): void;
}

/** Makes a page that uses the given storage as both its storages. */
export function createPage(storage: PageStorage): MemoryPage {
  const listeners: ((change: StorageChange) => void)[] = [];
  return {
    localStorage: storage,
    sessionStorage: storage,
    addEventListener: (_, listener) => void listeners.push(listener),
    hear: (change) => {
      for (const listener of listeners) listener(change);
    },
  };
}
