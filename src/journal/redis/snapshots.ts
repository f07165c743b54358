import { randomUUID } from 'node:crypto';
import type { WholeChange } from '../../kit/change.ts';
import type { Holder } from '../journal.ts';
import type { Since, StateServer } from './server.ts';
import { fromChunks, toChunks } from './snapshot.ts';

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
  #isBusy = false;

  constructor(server: StateServer) {
    this.#server = server;
  }

  /** Takes a snapshot if one is due. A failure is retried after a later change. */
  async takeIfDue(generation: string, holder: Holder, since: Since, last: number): Promise<void> {
    if (this.#isBusy || !isDue(since, last)) return;
    this.#isBusy = true;
    try {
      if (!(await this.#server.beginSnapshot())) return;
      const { position } = holder;
      const { key, size } = await this.store(holder);
      await this.#server.putSnapshot(generation, position, key, size, since.bytes > LEAST_BYTES ? 0 : KEPT_ENTRIES);
      await this.#server.endSnapshot();
    } catch {
      // the journal holds the same state, only longer
    } finally {
      this.#isBusy = false;
    }
  }

  /** Uploads the current state of a mock to the server, under a new key. */
  async store(holder: Holder) {
    const key = this.#server.key(`snapshot:${randomUUID()}`);
    return { key, size: await this.#server.store(key, toChunks(holder.capture())) };
  }

  read(key: string): Promise<WholeChange> {
    return fromChunks(this.#server.chunks(key));
  }
}

function isDue({ snapshot, snapshotEvents, snapshotBytes, bytes }: Since, last: number): boolean {
  const entries = last - snapshot;
  return (
    entries > Math.max(LEAST_ENTRIES, snapshotEvents * SHARE_OF_ENTRIES) ||
    bytes > Math.max(LEAST_BYTES, snapshotBytes * SHARE_OF_BYTES)
  );
}
