import type { WholeChange } from '../../kit/change.ts';
import type { Settings } from '../../kit/settings.ts';
import type { Holder } from '../journal.ts';
import type { ChunkStore, Stored } from './chunk-store.ts';
import type { Since, StateServer } from './server.ts';

/** A snapshot is due after this many entries or bytes since the last: a minimum, or a share of its size. */
const LEAST_ENTRIES = 1_000;
const LEAST_BYTES = 4 * 2 ** 20;
const SHARE_OF_ENTRIES = 0.03;
const SHARE_OF_BYTES = 0.25;
/** Entries before a snapshot that are kept for mocks slightly behind, unless they are large. */
const KEPT_ENTRIES = 1_000;

/**
 * Takes snapshots, so that a joining mock need not read all entries ever made, and trims the journal. The cost grows
 * with the state, so a larger state gets snapshots less often.
 */
export class Snapshots {
  readonly #server: StateServer;
  readonly #store: ChunkStore;
  #isBusy = false;

  constructor(server: StateServer, store: ChunkStore) {
    this.#server = server;
    this.#store = store;
  }

  /** Takes a snapshot if one is due. A failure is retried after a later change. */
  async takeIfDue(generation: string, holder: Holder, since: Since, last: number): Promise<void> {
    if (this.#isBusy || !isDue(since, last)) return;
    this.#isBusy = true;
    try {
      if (await this.#server.beginSnapshot()) await this.#take(generation, holder, since);
    } catch {
      // the journal holds the same state, only longer
    } finally {
      this.#isBusy = false;
    }
  }

  /** Uploads the current state of a mock to the server. */
  write(holder: Holder): Promise<Stored> {
    const { settings, rows } = holder.capture();
    return this.#store.write('snapshot', { rest: settings, rows });
  }

  async #take(generation: string, holder: Holder, since: Since): Promise<void> {
    try {
      const { position } = holder;
      const stored = await this.write(holder);
      await this.#server.putSnapshot(generation, position, stored, since.bytes > LEAST_BYTES ? 0 : KEPT_ENTRIES);
    } finally {
      await this.#server.endSnapshot();
    }
  }

  /** Reads a snapshot into the change that restores the state; undefined if its key holds anything else. */
  async read(key: string): Promise<WholeChange | undefined> {
    const content = await this.#store.read(key);
    // Cast: it is as written
    return content && { type: 'replace', rows: content.rows, settings: content.rest as Settings };
  }
}

function isDue({ snapshot, snapshotEvents, snapshotBytes, bytes }: Since, last: number): boolean {
  const entries = last - snapshot;
  return (
    entries > Math.max(LEAST_ENTRIES, snapshotEvents * SHARE_OF_ENTRIES) ||
    bytes > Math.max(LEAST_BYTES, snapshotBytes * SHARE_OF_BYTES)
  );
}
