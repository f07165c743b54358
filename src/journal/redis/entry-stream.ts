import type { Change } from '../../kit/change.ts';
import { MockError } from '../../shared/errors.ts';
import { inSlices } from '../../shared/slices.ts';
import type { Entry } from '../journal.ts';
import { type ChunkStore, Gone, LARGE_TURN_MS } from './chunk-store.ts';
import { type KnownEntry, positionOf, readEntry, type StreamEntry, toFields, writeChunks, writeText } from './entry.ts';
import type { Health } from './health.ts';
import type { Appended, NewEntry, StateServer, Wait } from './server.ts';
import type { Snapshots } from './snapshots.ts';
import { isRefusal, NotSent } from './trouble.ts';

/** For how long a change is tried again whose answer was lost, in milliseconds. */
const MOST_TRYING_MS = 4_000;
const TRY_AGAIN_MS = 25;
/** How long a mock waits while another has the turn, before it looks again: at first, and at most. */
const SHORTEST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 50;
/** After so many times of being behind in a row a mock takes the turn, for so long. */
const PATIENCE = 3;
const TURN_MS = 500;
/** How often a state is read anew of which something was trimmed meanwhile. */
const MOST_READINGS = 5;

/** A change to append. */
interface Draft {
  readonly change: Change;
  /** The mock that makes it. */
  readonly mock: string;
  /** ID of its entry. */
  readonly id: string;
  /** ID of the entry that it comes behind, as far as this mock knows; empty where it does not. */
  readonly behind: string;
}

/** What the stream is made of. */
interface Parts {
  readonly server: StateServer;
  readonly chunks: ChunkStore;
  readonly snapshots: Snapshots;
  readonly health: Health;
}

/** The entries in the server: appends to them, and reads them, from a snapshot on where the first ones are gone. */
export class EntryStream {
  readonly #server: StateServer;
  readonly #chunks: ChunkStore;
  readonly #snapshots: Snapshots;
  readonly #health: Health;
  /** How often in a row others were faster. */
  #timesBehind = 0;

  constructor({ server, chunks, snapshots, health }: Parts) {
    this.#server = server;
    this.#chunks = chunks;
    this.#snapshots = snapshots;
    this.#health = health;
  }

  /** Appends a change. A large one takes long to bring there, and that in vain if others append meanwhile: they wait. */
  async append(generation: string, draft: Draft, after: number): Promise<Appended> {
    const { change, mock, id, behind } = draft;
    const text = await inSlices(writeText(change));
    if (!text || this.#timesBehind >= PATIENCE) {
      const mostMs = text ? TURN_MS : LARGE_TURN_MS;
      const turn = await this.#try(() => untilTurn(() => this.#server.takeTurn(generation, after, mostMs)));
      if (turn.became !== 'turn') return this.#noteBehind(turn);
    }
    const written = text ?? (await this.#try(() => writeChunks(change, this.#chunks)));
    const { key, length } = written;
    const isWhole = change.type === 'replace' && 'settings' in change;
    const entry = { id, behind, fields: toFields(written, mock, id), length, key, isWhole };
    const appended = await this.#appendOnce(generation, entry, after);
    if (appended.became === 'kept') this.#health.written();
    if (key !== undefined && appended.became === 'behind') this.#chunks.forget(key);
    return this.#noteBehind(appended);
  }

  /** Learns whether the server takes changes, after it refused one. */
  async tryToAppend(): Promise<void> {
    try {
      await this.#server.tryToWrite();
      this.#health.written();
    } catch (error) {
      this.#health.writeFailed(error);
    }
  }

  /** Reads what comes after a position: entries of the stream, after a snapshot where that is needed. */
  async *read(generation: string, after: number): AsyncGenerator<Entry | KnownEntry> {
    for (let reading = 1; ; reading++) {
      try {
        return yield* this.#readOnce(generation, after);
      } catch (error) {
        // a later snapshot has the place of what was trimmed
        if (!(error instanceof Gone)) throw error;
        if (reading === MOST_READINGS) throw this.#health.unusable('something of it is gone');
      }
    }
  }

  /** Reads an entry. One that cannot be read ends what this mock can follow; `Gone` is thrown for one that was trimmed. */
  async decode(stream: StreamEntry): Promise<KnownEntry> {
    const entry = await readEntry(stream, this.#chunks);
    if (!('fault' in entry)) return entry;
    this.#health.end(entry.fault);
    throw this.#health.unusable(entry.fault);
  }

  /** Does what comes before an entry is there: where that fails, the change certainly did not take place. */
  async #try<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw this.#health.unkept(this.#health.writeFailed(error));
    }
  }

  /** Appends, again and again where the answer is lost: an entry that is there already is not appended twice. */
  async #appendOnce(generation: string, entry: NewEntry, after: number): Promise<Appended> {
    const until = performance.now() + MOST_TRYING_MS;
    for (let isAgain = false; ; isAgain = true) {
      try {
        const appended = await untilTurn(() => this.#server.append(generation, after, entry, isAgain));
        if (appended.became === 'unknown') throw this.#health.unsure('it was lost among later ones');
        if (appended.became === 'late') throw this.#health.unkept('it took too long to bring all of it there');
        return appended;
      } catch (error) {
        if (error instanceof MockError) throw error;
        const why = this.#health.writeFailed(error);
        const isSure = isRefusal(error) || error instanceof NotSent;
        if (isSure && !isAgain) throw this.#health.unkept(why);
        if (performance.now() > until) throw this.#health.unsure(why);
        await pause(TRY_AGAIN_MS);
      }
    }
  }

  #noteBehind<A extends { readonly became: string }>(appended: A): A {
    this.#timesBehind = appended.became === 'behind' ? this.#timesBehind + 1 : 0;
    return appended;
  }

  async *#readOnce(generation: string, after: number): AsyncGenerator<Entry | KnownEntry> {
    const begin = await this.#server.beginning();
    if (begin?.generation !== generation) throw this.#health.unusable('the server has lost its data');
    const { base, last, snapshot } = begin;
    const isMissing = after < base || (await this.#server.first()) > after + 1;
    let from = after < base ? base - 1 : after;
    if (isMissing && snapshot && snapshot.position > after) {
      const change = await this.#snapshots.read(snapshot.key);
      if (!change) throw this.#health.unusable('other data has the place of its snapshot');
      yield { position: snapshot.position, change };
      from = snapshot.position;
    }
    for await (const stream of this.#server.entries(from + 1)) {
      if (positionOf(stream[0]) !== from + 1) break;
      const entry = await this.decode(stream);
      yield entry.position === base ? toBeginning(entry) : entry;
      from = entry.position;
    }
    if (from < last) throw new Gone(`Entries after ${from} are not there any longer.`);
  }
}

/** The first entry of a state holds the settings that it began with, and nothing was recorded then. */
function toBeginning(entry: KnownEntry): KnownEntry {
  const { change } = entry;
  if (change.type !== 'settings') return entry;
  return { ...entry, change: { type: 'replace', rows: [], settings: change.settings } };
}

/** Asks again and again while another mock has the turn. */
async function untilTurn<A extends { readonly became: string }>(ask: () => Promise<A | Wait>): Promise<A> {
  for (let ms = SHORTEST_WAIT_MS; ; ms = Math.min(2 * ms, LONGEST_WAIT_MS)) {
    const answer = await ask();
    if (!isWait(answer)) return answer;
    await pause(ms);
  }
}

function isWait(answer: { readonly became: string }): answer is Wait {
  return answer.became === 'wait';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
