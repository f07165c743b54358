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

/** How long to retry a change whose answer was lost, in milliseconds. */
const MOST_TRYING_MS = 4_000;
const TRY_AGAIN_MS = 25;
/** How long a mock waits before it retries while another has the turn: initially, and at most. */
const SHORTEST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 50;
/** After this many consecutive times of being behind, a mock takes the turn, for this long. */
const PATIENCE = 3;
const TURN_MS = 500;
/** How often reading a state is retried if something was trimmed meanwhile. */
const MOST_READINGS = 5;

/** A change to append. */
interface Draft {
  readonly change: Change;
  /** The mock that makes it. */
  readonly mock: string;
  /** ID of its entry. */
  readonly id: string;
  /** ID of the entry before it, if this mock knows it; else empty. */
  readonly behind: string;
}

interface Parts {
  readonly server: StateServer;
  readonly chunks: ChunkStore;
  readonly snapshots: Snapshots;
  readonly health: Health;
}

/** The entries on the server: appends to them, and reads them, starting at a snapshot if the first ones are gone. */
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

  /**
   * Appends a change. A large one takes long to upload, which would be in vain if others appended meanwhile: they wait.
   */
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

  /** Checks whether the server accepts changes again, after it refused one. */
  async tryToAppend(): Promise<void> {
    try {
      await this.#server.tryToWrite();
      this.#health.written();
    } catch (error) {
      this.#health.writeFailed(error);
    }
  }

  /** Reads what comes after a position: entries of the stream, preceded by a snapshot if needed. */
  async *read(generation: string, after: number): AsyncGenerator<Entry | KnownEntry> {
    for (let reading = 1; ; reading++) {
      try {
        return yield* this.#readOnce(generation, after);
      } catch (error) {
        // a later snapshot replaces what was trimmed
        if (!(error instanceof Gone)) throw error;
        if (reading === MOST_READINGS) throw this.#health.unusable('something of it is gone');
      }
    }
  }

  /**
   * Reads an entry. If it cannot be read, this mock can no longer follow the state; throws `Gone` for a trimmed one.
   */
  async decode(stream: StreamEntry): Promise<KnownEntry> {
    const entry = await readEntry(stream, this.#chunks);
    if (!('fault' in entry)) return entry;
    this.#health.end(entry.fault);
    throw this.#health.unusable(entry.fault);
  }

  /** Runs a step before an entry is appended: if it fails, the change definitely did not take place. */
  async #try<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw this.#health.unkept(this.#health.writeFailed(error));
    }
  }

  /** Appends an entry, retrying if the answer is lost; an entry that exists already is not appended twice. */
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
    if (from < last) throw new Gone(`Entries after ${from} are no longer available.`);
  }
}

/** The first entry of a state holds its initial settings, with nothing recorded. */
function toBeginning(entry: KnownEntry): KnownEntry {
  const { change } = entry;
  if (change.type !== 'settings') return entry;
  return { ...entry, change: { type: 'replace', rows: [], settings: change.settings } };
}

/** Retries while another mock has the turn. */
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
