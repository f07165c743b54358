import type { WholeChange } from '../../kit/change.ts';
import type { Settings } from '../../kit/settings.ts';
import type { Holder } from '../journal.ts';
import type { ChunkStore, Stored } from './chunk-store.ts';
import type { Since, StateServer } from './server.ts';

/** A snapshot is taken when so many entries, or bytes, came after the last: at least so much, or a share of what it holds. */
const LEAST_ENTRIES = 1_000;
const LEAST_BYTES = 4 * 2 ** 20;
const SHARE_OF_ENTRIES = 0.03;
const SHARE_OF_BYTES = 0.25;
/** Entries before a snapshot that are kept for mocks that are a little behind, unless they are large. */
const KEPT_ENTRIES = 1_000;

/**
 * Takes snapshots, so that a mock that joins need not read all there ever was, and trims the journal. Each costs as much
 * as the state is large, so the larger it is, the more has to have come.
 */
export class Snapshots {
  readonly #server: StateServer;
  readonly #store: ChunkStore;
  #isBusy = false;

  constructor(server: StateServer, store: ChunkStore) {
    this.#server = server;
    this.#store = store;
  }

  /** Takes a snapshot where it is time for one. What fails is tried again after a later change. */
  async takeIfDue(generation: string, holder: Holder, since: Since, last: number): Promise<void> {
    if (this.#isBusy || !isDue(since, last)) return;
    this.#isBusy = true;
    try {
      if (await this.#server.beginSnapshot()) await this.#take(generation, holder, since);
    } catch {
      // the journal holds the same, only longer
    } finally {
      this.#isBusy = false;
    }
  }

  /** Brings the whole state of a mock to the server, as it is now. */
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

  /** Reads one as the change that brings the state about; undefined where something else has its place. */
  async read(key: string): Promise<WholeChange | undefined> {
    const content = await this.#store.read(key);
    // Cast: it is as it was written
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
