import type { Stored } from './chunk-store.ts';
import { FORMAT, positionOf, STATE_VERSION, type StreamEntry } from './entry.ts';
import { type KeyedLink, LARGE } from './keyed-link.ts';
import { APPEND, BEHIND, BRING_BACK, CLAIM, COUNT, LEAVE, PUT_SNAPSHOT, REPORT, TAKE_TURN, TRY } from './scripts.ts';

/** What is known of a state that was found, each as it was written there; null where it is missing. */
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
  /** ID of the entry that it comes behind, as far as this mock knows; empty where it does not. */
  readonly behind: string;
  readonly fields: readonly string[];
  /** Length of the text of its change. */
  readonly length: number;
  /** Key of the chunks of its change; left out where it has the change itself. */
  readonly key?: string | undefined;
  /** Whether it replaces everything, the settings too. */
  readonly isWhole: boolean;
}

/** Another mock has the turn, and then this one may try again. */
export interface Wait {
  readonly became: 'wait';
}

/** Why nothing can be appended: there are later entries (`behind`), or the server has lost what it had (`lost`). */
export type Unappended = { readonly became: 'behind'; readonly last: number } | { readonly became: 'lost' };

/** Whether a mock has the turn. */
export type Turn = { readonly became: 'turn' } | Unappended;

/** What became of an entry that was to be appended. */
export type Appended =
  | { readonly became: 'kept'; readonly position: number; readonly since: Since; readonly alive: readonly string[] }
  | Unappended;

/** It can no longer be told whether an entry was appended (`unknown`), or its chunks are gone before it was (`late`). */
type TooLate = { readonly became: 'unknown' } | { readonly became: 'late' };

/** What a server says to a mock that is alive: the last position and the time, in epoch ms. */
type Reported =
  | { readonly became: 'known'; readonly last: number; readonly time: number }
  /** The server has lost what the mock knows (`lost`), and others went on without it (`parted`). */
  | { readonly became: 'lost' | 'parted' };

/** How much there is in a journal since its last snapshot. */
export interface Since {
  /** Position of the last snapshot, or of the first entry where there is none. */
  readonly snapshot: number;
  /** Events and bytes of text that the last snapshot holds. */
  readonly snapshotEvents: number;
  readonly snapshotBytes: number;
  /** Bytes of the entries after it. */
  readonly bytes: number;
}

/** For how long a mock takes snapshots alone that has begun one, in seconds: it may have ended since. */
const SNAPSHOT_S = 120;
const PAGE = 500;

/** What is asked of the server about a state and its journal, and what the answers mean. */
export class StateServer {
  readonly #link: KeyedLink;
  readonly #mock: string;

  constructor(link: KeyedLink, mock: string) {
    this.#link = link;
    this.#mock = mock;
  }

  /** Gives the time by its clock, epoch ms. */
  async time(): Promise<number> {
    const [seconds, microseconds] = await this.#link.send<string[]>(['TIME']);
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }

  async find(): Promise<Found> {
    return toFound(await this.#link.send(['HMGET', this.#link.key('about'), ...FOUND]));
  }

  /** Begins a state where there is none; gives what is there then, or undefined where something else has its names. */
  async claim(generation: string, world: string, fields: readonly string[]): Promise<Found | undefined> {
    const found = await this.#link.run<(string | null)[]>(CLAIM, [
      FORMAT,
      String(STATE_VERSION),
      generation,
      world,
      ...fields,
    ]);
    return found[0] === 'other' ? undefined : toFound(found);
  }

  /** Has the other mocks wait until this one has appended something, or for so many milliseconds. */
  async takeTurn(generation: string, after: number, mostMs: number): Promise<Turn | Wait> {
    const args = [generation, String(after), this.#mock, String(mostMs)];
    const [became, last] = await this.#link.run<string[]>(TAKE_TURN, args);
    if (became === 'turn') return { became };
    return toUnappended(became, last);
  }

  /** Appends an entry, unless it is there already, which is looked into where it may have been appended before. */
  async append(
    generation: string,
    after: number,
    entry: NewEntry,
    isAgain: boolean,
  ): Promise<Appended | TooLate | Wait> {
    const { id, behind, fields, length, key = '', isWhole } = entry;
    const flags = [isWhole, isAgain].map((flag) => (flag ? '1' : '0'));
    const args = [generation, String(after), this.#mock, id, ...flags, behind, String(length), key, ...fields];
    const [became, ...rest] = await this.#link.run<[string, ...string[]]>(APPEND, args);
    if (became === 'unknown' || became === 'late') return { became };
    if (became !== 'kept') return toUnappended(became, rest[0]);
    const [position, bytes, snapshot, snapshotEvents, snapshotBytes] = rest.map(Number);
    const since = {
      snapshot: snapshot ?? 0,
      snapshotEvents: snapshotEvents ?? 0,
      snapshotBytes: snapshotBytes ?? 0,
      bytes: bytes ?? 0,
    };
    // Cast: the last of what the script gives is a list
    const alive = (rest[5] as unknown as string[]).filter((mock) => mock !== this.#mock);
    return { became, position: position ?? 0, since, alive };
  }

  /** Says that this mock is alive and how far it is, and tells those who wait for it. */
  async report(
    generation: string,
    leaseMs: number,
    { position, id }: { readonly position: number; readonly id: string },
    waiting: readonly string[],
  ): Promise<Reported> {
    const args = [generation, this.#mock, String(leaseMs), String(position), id, ...waiting];
    const [became, last, time] = await this.#link.run<string[]>(REPORT, args);
    if (became !== 'known') return { became: became === 'parted' ? became : 'lost' };
    return { became, last: Number(last), time: Number(time) };
  }

  /** Gives the mocks that are alive and have not applied an entry. */
  async behind(position: number): Promise<string[]> {
    const mocks = await this.#link.run<string[]>(BEHIND, [String(position)]);
    return mocks.filter((mock) => mock !== this.#mock);
  }

  async leave(): Promise<void> {
    await this.#link.run(LEAVE, [this.#mock]);
  }

  count(name: string): Promise<number> {
    return this.#link.run(COUNT, [name]);
  }

  /** Gives all counts, by name. */
  async counts(): Promise<Map<string, number>> {
    const flat = await this.#link.send<string[]>(['HGETALL', this.#link.key('counts')]);
    const names = flat.filter((_, index) => index % 2 === 0);
    return new Map(names.map((name, index) => [name, Number(flat[2 * index + 1])]));
  }

  /** Gives the entries from one position on, some at a time. */
  async *entries(from: number): AsyncGenerator<StreamEntry> {
    for (let start = `${from}-0`; ; ) {
      const args = ['XRANGE', this.#link.key('journal'), start, '+', 'COUNT', String(PAGE)];
      const page = await this.#link.send<StreamEntry[]>(args, LARGE);
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      start = `(${last[0]}`;
    }
  }

  /** Gives the position of the first entry that is kept; infinity where there is none. */
  async first(): Promise<number> {
    const args = ['XRANGE', this.#link.key('journal'), '-', '+', 'COUNT', '1'];
    const [entry] = await this.#link.send<StreamEntry[]>(args, LARGE);
    return entry ? positionOf(entry[0]) : Number.POSITIVE_INFINITY;
  }

  /** Writes nothing, but rejects as any change would. */
  async tryToWrite(): Promise<void> {
    await this.#link.run(TRY, []);
  }

  /** Says where the state begins: the position of its first entry, and the snapshot that is in force. */
  async beginning() {
    const args = ['HMGET', this.#link.key('about'), 'generation', 'base', 'last', 'snapshot', 'snapshotKey'];
    const [generation, base, last, position, key] = await this.#link.send<(string | null)[]>(args);
    if (!generation) return undefined;
    const snapshot = position && key ? { position: Number(position), key } : undefined;
    return { generation, base: Number(base), last: Number(last), snapshot };
  }

  /** Tells whether this mock is the one to take a snapshot now, and nobody else is. */
  async beginSnapshot(): Promise<boolean> {
    const args = ['SET', this.#link.key('snapshotting'), this.#mock, 'NX', 'EX', String(SNAPSHOT_S)];
    return (await this.#link.send(args)) === 'OK';
  }

  async endSnapshot(): Promise<void> {
    await this.#link.send(['DEL', this.#link.key('snapshotting')]);
  }

  /** Puts a snapshot in force, and forgets all entries before it but so many. */
  async putSnapshot(generation: string, position: number, stored: Stored, kept: number): Promise<void> {
    const { key, events, length } = stored;
    await this.#link.run(PUT_SNAPSHOT, [generation, position, key, events, length, kept].map(String));
  }

  /** Brings back what was lost; does nothing where another has done so. */
  async bringBack(lost: {
    readonly generation: string;
    readonly next: string;
    readonly world: string;
    readonly position: number;
    readonly stored: Stored;
  }): Promise<void> {
    const { generation, next, world, position, stored } = lost;
    const { key, events, length } = stored;
    const args = [FORMAT, STATE_VERSION, generation, next, world, position, key, events, length].map(String);
    await this.#link.run(BRING_BACK, args);
  }
}

const FOUND = ['format', 'version', 'generation', 'world', 'last'] as const;

function toFound([format = null, version = null, generation = null, world = null, last = null]: (string | null)[]) {
  return { format, version, generation, world, last };
}

function toUnappended(became: string | undefined, last: string | undefined): Unappended | Wait {
  if (became === 'lost' || became === 'wait') return { became };
  return { became: 'behind', last: Number(last) };
}
