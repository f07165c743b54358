import { MockError } from '../../shared/errors.ts';
import { inSlices } from '../../shared/slices.ts';
import type { Entry } from '../journal.ts';
import { type KnownEntry, readEntry, type StreamEntry } from './entry.ts';
import type { Health } from './health.ts';
import type { Appended, NewEntry, StateServer } from './server.ts';
import type { Snapshots } from './snapshots.ts';
import { isRefusal, NotSent } from './trouble.ts';

/** How long to retry a change whose answer was lost, in milliseconds. */
const MOST_TRYING_MS = 4_000;
const TRY_AGAIN_MS = 25;
/** How long a mock waits before it retries, while another has the turn. */
const TURN_MS = 2;
/** After this many consecutive times of being behind, a mock asks for the turn. */
const PATIENCE = 3;
/** How often reading a state is retried if its snapshot was replaced meanwhile. */
const MOST_READINGS = 5;

/** The entries on the server: appends to them, and reads them, starting at a snapshot if the first ones are gone. */
export class EntryStream {
  readonly #server: StateServer;
  readonly #snapshots: Snapshots;
  readonly #health: Health;
  /** How often in a row others were faster. */
  #timesBehind = 0;

  constructor(server: StateServer, snapshots: Snapshots, health: Health) {
    this.#server = server;
    this.#snapshots = snapshots;
    this.#health = health;
  }

  /** Appends an entry, retrying if the answer is lost; an entry that exists already is not appended twice. */
  async append(generation: string, entry: NewEntry, after: number): Promise<Appended> {
    const until = performance.now() + MOST_TRYING_MS;
    for (let isAgain = false; ; ) {
      try {
        const wantsTurn = this.#timesBehind >= PATIENCE;
        const appended = await this.#server.append(generation, after, entry, { wantsTurn, isAgain });
        if (appended.became === 'unknown') throw this.#health.unsure('it was lost among later ones');
        if (appended.became !== 'wait') {
          this.#timesBehind = appended.became === 'behind' ? this.#timesBehind + 1 : 0;
          return appended;
        }
        await pause(TURN_MS);
      } catch (error) {
        if (error instanceof MockError) throw error;
        const why = this.#health.writeFailed(error);
        const isSure = isRefusal(error) || error instanceof NotSent;
        if (isSure && !isAgain) throw this.#health.unkept(why);
        isAgain = true;
        if (performance.now() > until) throw this.#health.unsure(why);
        await pause(TRY_AGAIN_MS);
      }
    }
  }

  /** Reads what comes after a position: entries of the stream, preceded by a snapshot if needed. */
  async *read(generation: string, after: number): AsyncGenerator<Entry | KnownEntry> {
    for (let reading = 1; ; reading++) {
      const begin = await this.#server.beginning();
      if (begin?.generation !== generation) throw this.#health.unusable('the server has lost its data');
      const { base, snapshot } = begin;
      const isMissing = after < base || (await this.#server.first()) > after + 1;
      let from = after < base ? base - 1 : after;
      if (isMissing && snapshot && snapshot.position > after) {
        const change = await this.#readSnapshot(snapshot.key);
        // another may have replaced it meanwhile
        if (!change && reading < MOST_READINGS) continue;
        if (!change) throw this.#health.unusable('its snapshot is gone');
        yield { position: snapshot.position, change };
        from = snapshot.position;
      }
      for await (const stream of this.#server.entries(from + 1)) {
        const entry = await this.decode(stream);
        yield entry.position === base ? toBeginning(entry) : entry;
      }
      return;
    }
  }

  /** Reads an entry. If it cannot be read, this mock can no longer follow the state. */
  async decode(stream: StreamEntry): Promise<KnownEntry> {
    const entry = await inSlices(readEntry(stream));
    if (!('fault' in entry)) return entry;
    this.#health.end(entry.fault);
    throw this.#health.unusable(entry.fault);
  }

  async #readSnapshot(key: string) {
    try {
      return await this.#snapshots.read(key);
    } catch (error) {
      if (isRefusal(error) || this.#health.isAway) throw error;
      return undefined;
    }
  }
}

/** The first entry of a state holds its initial settings, with nothing recorded. */
function toBeginning(entry: KnownEntry): KnownEntry {
  const { change } = entry;
  if (change.type !== 'settings') return entry;
  return { ...entry, change: { type: 'replace', rows: [], settings: change.settings } };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
