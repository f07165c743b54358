import { MockError } from '../../shared/errors.ts';
import { inSlices } from '../../shared/slices.ts';
import type { Entry } from '../journal.ts';
import { type KnownEntry, readEntry, type StreamEntry } from './entry.ts';
import type { Health } from './health.ts';
import type { Appended, NewEntry, StateServer } from './server.ts';
import type { Snapshots } from './snapshots.ts';
import { isRefusal, NotSent } from './trouble.ts';

/** For how long a change is tried again whose answer was lost, in milliseconds. */
const MOST_TRYING_MS = 4_000;
const TRY_AGAIN_MS = 25;
/** How long a mock waits while another has the turn, before it looks again. */
const TURN_MS = 2;
/** After so many times of being behind in a row a mock asks for the turn. */
const PATIENCE = 3;
/** How often a state is read anew whose snapshot was replaced meanwhile. */
const MOST_READINGS = 5;

/** The entries in the server: appends to them, and reads them, from a snapshot on where the first ones are gone. */
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

  /** Appends, again and again where the answer is lost: an entry that is there already is not appended twice. */
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

  /** Reads what comes after a position: entries of the stream, after a snapshot where that is needed. */
  async *read(generation: string, after: number): AsyncGenerator<Entry | KnownEntry> {
    for (let reading = 1; ; reading++) {
      const begin = await this.#server.beginning();
      if (begin?.generation !== generation) throw this.#health.unusable('the server has lost its data');
      const { base, snapshot } = begin;
      const isMissing = after < base || (await this.#server.first()) > after + 1;
      let from = after < base ? base - 1 : after;
      if (isMissing && snapshot && snapshot.position > after) {
        const change = await this.#readSnapshot(snapshot.key);
        // another may have taken its place meanwhile
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

  /** Reads an entry. One that cannot be read ends what this mock can follow. */
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

/** The first entry of a state holds the settings that it began with, and nothing was recorded then. */
function toBeginning(entry: KnownEntry): KnownEntry {
  const { change } = entry;
  if (change.type !== 'settings') return entry;
  return { ...entry, change: { type: 'replace', rows: [], settings: change.settings } };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
