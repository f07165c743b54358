import type { Replica } from '../journal/replica.ts';
import { type Change, recordedPart, settingsPart } from '../kit/change.ts';
import type { Settings } from '../kit/settings.ts';
import type { Setting } from './setting.ts';

type Draft = (settings: Settings) => Settings;

/** A change that already shows but is not yet in the journal. */
interface Pending {
  readonly draft: Draft;
  /** The settings it resulted in when it was last appended. */
  drafted?: Settings;
}

/**
 * The settings of a mock, kept in step by the replica. A change shows at once; if a journal holds settings too, it is
 * applied over the journal's state until it comes back in its place among the changes of others.
 */
export class SharedSettings {
  readonly #replica: Replica;
  readonly #shows = new Set<(settings: Settings) => void>();
  #settled: Settings;
  #shown: Settings;
  #pending: readonly Pending[] = [];
  #making: Promise<void> = Promise.resolve();
  /** Why a change that was shown could not be made. */
  #failure: { readonly error: unknown } | undefined;
  /** Collects the changes that an action makes. */
  #collected: Promise<void>[] | undefined;

  constructor(replica: Replica, first: Settings) {
    this.#replica = replica;
    this.#settled = first;
    this.#shown = first;
    replica.onChange((change) => this.#apply(change));
  }

  /** The current settings. */
  get value(): Settings {
    return this.#shown;
  }

  /** The settings without pending changes. */
  get settled(): Settings {
    return this.#settled;
  }

  /** Returns one part as a setting. */
  part<K extends keyof Settings>(name: K): Setting<Settings[K]> {
    const all = this;
    return {
      get value() {
        return all.#shown[name];
      },
      change: (draft) => this.#change((settings) => ({ ...settings, [name]: draft(settings[name]) })),
      onChange: (show) => void this.watch((settings) => show(settings[name])),
    };
  }

  /** Calls back after each change, until the returned function is called. */
  watch(show: (settings: Settings) => void): () => void {
    this.#shows.add(show);
    return () => void this.#shows.delete(show);
  }

  /**
   * Runs an action, and returns its result with a promise that the changes it made synchronously are in the journal.
   */
  collect<T>(action: () => T): { readonly result: T; readonly made: Promise<unknown> } {
    const collected: Promise<void>[] = [];
    this.#collected = collected;
    try {
      return { result: action(), made: Promise.all(collected) };
    } finally {
      this.#collected = undefined;
    }
  }

  /**
   * Resolves when all changes so far are in the journal.
   *
   * @throws the journal's error for a change it refused, which then no longer shows.
   */
  async settle(): Promise<void> {
    await this.#replica.settle();
    await this.#making;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.error;
  }

  #change(draft: Draft): Promise<void> {
    const made = this.#make(draft);
    this.#collected?.push(made);
    // a caller that does not await it need not catch it
    made.catch(() => {});
    return made;
  }

  async #make(draft: Draft): Promise<void> {
    if (!this.#replica.sharesSettings) {
      this.#settled = draft(this.#settled);
      this.#show();
      return;
    }
    const pending: Pending = { draft };
    this.#pending = [...this.#pending, pending];
    this.#show();
    const write = (): Change => {
      pending.drafted = draft(this.#settled);
      return { type: 'settings', settings: pending.drafted };
    };
    const making = this.#replica.commit(write);
    // changes are made in order, so the last one is made once all are
    this.#making = making.catch((error: unknown) => {
      this.#failure = { error };
      this.#pending = this.#pending.filter((other) => other !== pending);
      this.#show();
    });
    await this.#making;
    await making;
  }

  #apply(change: Change): void {
    const recorded = recordedPart(change);
    const settings =
      settingsPart(change) ??
      (recorded?.type === 'jobs' || recorded?.type === 'replace'
        ? { ...this.#settled, jobs: { jobs: recorded.jobs ?? [] } }
        : undefined);
    if (!settings) return;
    this.#settled = settings;
    // the replica returns the very object that was drafted
    this.#pending = this.#pending.filter(({ drafted }) => drafted !== settings);
    this.#show();
  }

  #show(): void {
    this.#shown = this.#pending.reduce((settings, { draft }) => draft(settings), this.#settled);
    for (const show of this.#shows) show(this.#shown);
  }
}
