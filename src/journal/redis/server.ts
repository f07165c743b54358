import type { Address } from './address.ts';
import { FORMAT, positionOf, type StreamEntry, VERSION } from './entry.ts';
import type { Argument, Link, Script, SendOptions } from './link.ts';
import {
  ADD_TO_LOG,
  APPEND,
  ASK_FOR_LOG,
  BEHIND,
  BRING_BACK,
  CLAIM,
  CLEAR_LOG,
  COUNT,
  LEAVE,
  PUT_SNAPSHOT,
  REPORT,
  TELL,
  TRY,
} from './scripts.ts';
import type { Chunk } from './snapshot.ts';

/** The raw fields of a state that was found; null for a missing one. */
export interface Found {
  readonly format: string | null;
  readonly version: string | null;
  readonly generation: string | null;
  readonly world: string | null;
  readonly last: string | null;
}

/** An entry to append. */
export interface NewEntry {
  readonly id: string;
  /** ID of the entry before it, if this mock knows it; else empty. */
  readonly behind: string;
  readonly fields: readonly string[];
  /** Whether it replaces everything, including the settings. */
  readonly isWhole: boolean;
}

/** Outcome of an attempt to append. */
export type Appended =
  | { readonly became: 'kept'; readonly position: number; readonly since: Since; readonly alive: readonly string[] }
  /** There are later entries: `behind`. Another mock has the turn: `wait`. It is too late to find out: `unknown`. */
  | { readonly became: 'behind' | 'wait' | 'unknown'; readonly last: number }
  /** The server has lost what it had. */
  | { readonly became: 'lost' };

/** Reply to a heartbeat: the last position and the time, in epoch ms. */
type Reported =
  | { readonly became: 'known'; readonly last: number; readonly time: number }
  /** The server has lost what the mock knows (`lost`), and others continued without it (`parted`). */
  | { readonly became: 'lost' | 'parted' };

/** How much there is in a journal since its last snapshot. */
export interface Since {
  /** Position of the last snapshot, or of the first entry if there is none. */
  readonly snapshot: number;
  /** Events and bytes of text that the last snapshot holds. */
  readonly snapshotEvents: number;
  readonly snapshotBytes: number;
  /** Bytes of the entries after it. */
  readonly bytes: number;
}

/** Large values may take longer than others. */
const LARGE: SendOptions = { mostMs: 20_000 };
/** How long a snapshot that nobody activates is kept, in seconds. */
const UNUSED_S = 120;
const PAGE = 500;
const CHUNKS_AT_ONCE = 8;

/** The operations of the server: its keys, its scripts and the meaning of their answers. */
export class StateServer {
  readonly #link: Link;
  readonly #mock: string;
  readonly #prefix: string;
  readonly #keys: readonly string[];

  constructor(link: Link, { prefix }: Address, mock: string) {
    this.#link = link;
    this.#mock = mock;
    this.#prefix = prefix;
    this.#keys = ['about', 'journal', 'mocks', 'applied', 'counts', 'log', 'inbox:'].map((name) => this.key(name));
  }

  /** Returns the full name of a key. */
  key(name: string): string {
    return `${this.#prefix}:${name}`;
  }

  /** Returns the time by its clock, epoch ms. */
  async time(): Promise<number> {
    const [seconds, microseconds] = await this.#link.send<string[]>(['TIME']);
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }

  async find(): Promise<Found> {
    return toFound(await this.#link.send(['HMGET', this.key('about'), ...FOUND]));
  }

  /**
   * Creates a state if there is none; returns the state that is then there, or undefined if its keys hold other data.
   */
  async claim(generation: string, world: string, fields: readonly string[]): Promise<Found | undefined> {
    const found = await this.#run<(string | null)[]>(CLAIM, [FORMAT, String(VERSION), generation, world, ...fields]);
    return found[0] === 'other' ? undefined : toFound(found);
  }

  async append(
    generation: string,
    after: number,
    entry: NewEntry,
    { wantsTurn, isAgain }: { readonly wantsTurn: boolean; readonly isAgain: boolean },
  ): Promise<Appended> {
    const { id, behind, fields, isWhole } = entry;
    const flags = [isWhole, wantsTurn, isAgain].map((flag) => (flag ? '1' : '0'));
    const args = [generation, String(after), this.#mock, id, ...flags, behind, ...fields];
    const large = fields.some(({ length }) => length > 1e6) ? LARGE : undefined;
    const [became, ...rest] = await this.#run<[string, ...string[]]>(APPEND, args, large);
    if (became !== 'kept') {
      if (became === 'lost') return { became };
      return { became: became === 'wait' || became === 'unknown' ? became : 'behind', last: Number(rest[0]) };
    }
    const [position, bytes, snapshot, snapshotEvents, snapshotBytes] = rest.map(Number);
    const since = {
      snapshot: snapshot ?? 0,
      snapshotEvents: snapshotEvents ?? 0,
      snapshotBytes: snapshotBytes ?? 0,
      bytes: bytes ?? 0,
    };
    // Cast: the last value that the script returns is a list
    const alive = (rest[5] as unknown as string[]).filter((mock) => mock !== this.#mock);
    return { became, position: position ?? 0, since, alive };
  }

  /** Sends a heartbeat with this mock's position, and notifies those who wait for it. */
  async report(
    generation: string,
    leaseMs: number,
    { position, id }: { readonly position: number; readonly id: string },
    waiting: readonly string[],
  ): Promise<Reported> {
    const args = [generation, this.#mock, String(leaseMs), String(position), id, ...waiting];
    const [became, last, time] = await this.#run<string[]>(REPORT, args);
    if (became !== 'known') return { became: became === 'parted' ? became : 'lost' };
    return { became, last: Number(last), time: Number(time) };
  }

  /** Returns the mocks that are alive and have not applied an entry. */
  async behind(position: number): Promise<string[]> {
    const mocks = await this.#run<string[]>(BEHIND, [String(position)]);
    return mocks.filter((mock) => mock !== this.#mock);
  }

  async leave(): Promise<void> {
    await this.#run(LEAVE, [this.#mock]);
  }

  count(name: string): Promise<number> {
    return this.#run(COUNT, [name]);
  }

  /** Returns all counts, by name. */
  async counts(): Promise<Map<string, number>> {
    const flat = await this.#link.send<string[]>(['HGETALL', this.key('counts')]);
    const names = flat.filter((_, index) => index % 2 === 0);
    return new Map(names.map((name, index) => [name, Number(flat[2 * index + 1])]));
  }

  /** Yields the entries from one position on, page by page. */
  async *entries(from: number): AsyncGenerator<StreamEntry> {
    for (let start = `${from}-0`; ; ) {
      const args = ['XRANGE', this.key('journal'), start, '+', 'COUNT', String(PAGE)];
      const page = await this.#link.send<StreamEntry[]>(args, LARGE);
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      start = `(${last[0]}`;
    }
  }

  /** Returns the position of the first kept entry; infinity if there is none. */
  async first(): Promise<number> {
    const args = ['XRANGE', this.key('journal'), '-', '+', 'COUNT', '1'];
    const [entry] = await this.#link.send<StreamEntry[]>(args, LARGE);
    return entry ? positionOf(entry[0]) : Number.POSITIVE_INFINITY;
  }

  /** Writes nothing, but rejects whenever a change would. */
  async tryToWrite(): Promise<void> {
    await this.#run(TRY, []);
  }

  /** Returns where the state starts: the position of its first entry, and the active snapshot. */
  async beginning() {
    const args = ['HMGET', this.key('about'), 'generation', 'base', 'last', 'snapshot', 'snapshotKey'];
    const [generation, base, last, position, key] = await this.#link.send<(string | null)[]>(args);
    if (!generation) return undefined;
    const snapshot = position && key ? { position: Number(position), key } : undefined;
    return { generation, base: Number(base), last: Number(last), snapshot };
  }

  async *chunks(key: string): AsyncGenerator<Buffer> {
    for (let from = 0; ; from += CHUNKS_AT_ONCE) {
      const args = ['LRANGE', key, String(from), String(from + CHUNKS_AT_ONCE - 1)];
      const chunks = await this.#link.send<Buffer[]>(args, { ...LARGE, bytes: true });
      yield* chunks;
      if (chunks.length < CHUNKS_AT_ONCE) return;
    }
  }

  /** Returns whether this mock, and no other, is to take a snapshot now. */
  async beginSnapshot(): Promise<boolean> {
    const args = ['SET', this.key('snapshotting'), this.#mock, 'NX', 'EX', String(UNUSED_S)];
    return (await this.#link.send(args)) === 'OK';
  }

  async endSnapshot(): Promise<void> {
    await this.#link.send(['DEL', this.key('snapshotting')]);
  }

  /** Uploads chunks to the server; they expire after a while unless they are activated. */
  async store(
    key: string,
    chunks: AsyncIterable<Chunk>,
  ): Promise<{ readonly events: number; readonly length: number }> {
    let [events, length] = [0, 0];
    for await (const chunk of chunks) {
      await this.#link.send(['RPUSH', key, chunk.bytes], LARGE);
      if (length === 0) await this.#link.send(['EXPIRE', key, String(UNUSED_S)]);
      events += chunk.events;
      length += chunk.length;
    }
    return { events, length };
  }

  async putSnapshot(
    generation: string,
    position: number,
    key: string,
    { events, length }: { readonly events: number; readonly length: number },
    kept: number,
  ): Promise<void> {
    const args = [generation, position, key, events, length, kept].map(String);
    await this.#run(PUT_SNAPSHOT, args);
  }

  /** Restores what was lost; does nothing if another mock has done so. */
  async bringBack(lost: {
    readonly generation: string;
    readonly next: string;
    readonly world: string;
    readonly position: number;
    readonly key: string;
    readonly events: number;
    readonly length: number;
  }): Promise<void> {
    const { generation, next, world, position, key, events, length } = lost;
    const args = [FORMAT, VERSION, generation, next, world, position, key, events, length].map(String);
    await this.#run(BRING_BACK, args);
  }

  async addToLog(count: number, text: string, kept: number): Promise<void> {
    await this.#run(ADD_TO_LOG, [String(count), text, String(kept)]);
  }

  readLog(): Promise<StreamEntry[]> {
    return this.#link.send(['XRANGE', this.key('log'), '-', '+'], LARGE);
  }

  async clearLog(): Promise<void> {
    await this.#run(CLEAR_LOG, [this.#mock]);
  }

  askForLog(question: string): Promise<string[]> {
    return this.#run(ASK_FOR_LOG, [this.#mock, question]);
  }

  async tell(mock: string, type: string, value: string): Promise<void> {
    await this.#run(TELL, [mock, type, this.#mock, value]);
  }

  #run<T>(script: Script, args: readonly Argument[], options?: SendOptions): Promise<T> {
    return this.#link.run(script, this.#keys, args, options);
  }
}

const FOUND = ['format', 'version', 'generation', 'world', 'last'] as const;

function toFound([format = null, version = null, generation = null, world = null, last = null]: (string | null)[]) {
  return { format, version, generation, world, last };
}
