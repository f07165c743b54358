import { diagnoseWindows } from '../reading/diagnose.ts';
import type { Item } from '../reading/item.ts';
import type { WindowObservation } from '../reading/user-observations.ts';
import { toQuery, type Window } from '../reading/window.ts';
import { DEFAULT_READING, type WindowReading } from '../reading/window-reading.ts';

/** What a run observed of its users: all items of each as first read, and the result of each window. */
export class Observations {
  /** The reading that the windows are checked against. */
  reading: WindowReading = DEFAULT_READING;
  readonly #all = new Map<string, readonly Item[]>();
  /** The same items by their keys. */
  readonly #known = new Map<string, ReadonlyMap<string, Item>>();
  /** The whole history of a user, where one list does not contain all of it. */
  readonly #histories = new Map<string, readonly Item[]>();
  /** The last diagnosis, and the number of windows it rests on, as each failure asks for it. */
  readonly #diagnosed = new Map<boolean, { readonly after: number; readonly diagnosis: string | undefined }>();
  readonly #windows = new Map<string, WindowObservation[]>();
  readonly #right = new Set<string>();

  /** Users with all their items. */
  get users(): Iterable<[string, readonly Item[]]> {
    return this.#all;
  }

  itemsOf(user: string): readonly Item[] | undefined {
    return this.#all.get(user);
  }

  rememberAll(user: string, items: readonly Item[]): void {
    this.#all.set(user, items);
    this.#known.set(user, new Map(items.map((item) => [item.key, item])));
  }

  historyOf(user: string): readonly Item[] | undefined {
    return this.#histories.get(user);
  }

  rememberHistory(user: string, items: readonly Item[]): void {
    this.#histories.set(user, items);
  }

  /** Records what a window returned, and whether that was right. */
  rememberWindow(user: string, window: Window, received: readonly Item[], isRight: boolean): void {
    const known = this.#known.get(user);
    // stores equal items once, however many windows return them
    const list = received.map((item) => known?.get(item.key) ?? item);
    const windows = this.#windows.get(user) ?? [];
    windows.push({ window, received: list });
    this.#windows.set(user, windows);
    if (isRight) this.#right.add(toName(user, window));
  }

  /** The windows that were answered correctly, as they were requested. */
  rightWindows(user: string): Window[] {
    const windows = (this.#windows.get(user) ?? []).map(({ window }) => window);
    return windows.filter((window) => this.wasRight(user, window));
  }

  /** Whether a window was requested before and answered correctly. */
  wasRight(user: string, window: Window): boolean {
    return this.#right.has(toName(user, window));
  }

  /** Names the mistake that explains all windows; see {@link diagnoseWindows}. */
  diagnose(isFinal: boolean): string | undefined {
    const after = [...this.#windows.values()].reduce((sum, { length }) => sum + length, 0);
    const last = this.#diagnosed.get(isFinal);
    if (last?.after === after) return last.diagnosis;
    const diagnosis = this.#diagnose(isFinal);
    this.#diagnosed.set(isFinal, { after, diagnosis });
    return diagnosis;
  }

  #diagnose(isFinal: boolean): string | undefined {
    const users = [...this.#all].map(([user, events]) => ({
      events: this.#histories.get(user) ?? events,
      observations: this.#windows.get(user) ?? [],
    }));
    return diagnoseWindows(users, { reading: this.reading, isFinal });
  }
}

function toName(user: string, window: Window): string {
  return `${toQuery(window)} ${user}`;
}
