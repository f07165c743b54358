import { randomUUID } from 'node:crypto';
import type { WholeChange } from '../../kit/change.ts';
import type { Holder } from '../journal.ts';
import type { Since, StateServer } from './server.ts';
import { fromChunks, toChunks } from './snapshot.ts';

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
  #isBusy = false;

  constructor(server: StateServer) {
    this.#server = server;
  }

  /** Takes a snapshot where it is time for one. What fails is tried again after a later change. */
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
      // the journal holds the same, only longer
    } finally {
      this.#isBusy = false;
    }
  }

  /** Brings the whole state of a mock to the server, as it is now, under a key of its own. */
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
