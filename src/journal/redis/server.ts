import type { Stored } from './chunk-store.ts';
import { FORMAT, positionOf, STATE_VERSION, type StreamEntry } from './entry.ts';
import { type KeyedLink, LARGE } from './keyed-link.ts';
import {
  APPEND,
  BEHIND,
  BRING_BACK,
  CLAIM,
  COUNT,
  LEAVE,
  PUT_SNAPSHOT,
  RAISE_COUNTS,
  REPORT,
  TAKE_TURN,
  TRY,
} from './scripts.ts';

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
  /** Length of the text of its change. */
  readonly length: number;
  /** Key of the chunks of its change; left out if it holds the change itself. */
  readonly key?: string | undefined;
  /** Whether it replaces everything, including the settings. */
  readonly isWhole: boolean;
}

/** Another mock has the turn; this one may retry after it. */
export interface Wait {
  readonly became: 'wait';
}

/** Why nothing can be appended: there are later entries (`behind`), or the server has lost what it had (`lost`). */
export type Unappended = { readonly became: 'behind'; readonly last: number } | { readonly became: 'lost' };

/** Whether a mock has the turn. */
export type Turn = { readonly became: 'turn' } | Unappended;

/** Outcome of an attempt to append. */
export type Appended =
  | { readonly became: 'kept'; readonly position: number; readonly since: Since; readonly alive: readonly string[] }
  | Unappended;

/**
 * It is too late to find out whether an entry was appended (`unknown`), or its chunks expired before it was (`late`).
 */
type TooLate = { readonly became: 'unknown' } | { readonly became: 'late' };

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

/** How long a mock that has started a snapshot is the only one to take one, in seconds: it may have exited since. */
const SNAPSHOT_S = 120;
const PAGE = 500;

/** The server's operations on a state and its journal, and the meaning of their answers. */
export class StateServer {
  readonly #link: KeyedLink;
  readonly #mock: string;

  constructor(link: KeyedLink, mock: string) {
    this.#link = link;
    this.#mock = mock;
  }

  /** Returns the time by its clock, epoch ms. */
  async time(): Promise<number> {
    const [seconds, microseconds] = await this.#link.send<string[]>(['TIME']);
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }

  async find(): Promise<Found> {
    return toFound(await this.#link.send(['HMGET', this.#link.key('about'), ...FOUND]));
  }

  /**
   * Creates a state if there is none; returns the state that is then there, or undefined if its keys hold other data.
   */
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

  /** Makes the other mocks wait until this one has appended something, or for a number of milliseconds. */
  async takeTurn(generation: string, after: number, mostMs: number): Promise<Turn | Wait> {
    const args = [generation, String(after), this.#mock, String(mostMs)];
    const [became, last] = await this.#link.run<string[]>(TAKE_TURN, args);
    if (became === 'turn') return { became };
    return toUnappended(became, last);
  }

  /** Appends an entry unless it exists already, which is checked if it may have been appended before. */
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
    const [became, last, time] = await this.#link.run<string[]>(REPORT, args);
    if (became !== 'known') return { became: became === 'parted' ? became : 'lost' };
    return { became, last: Number(last), time: Number(time) };
  }

  /** Returns the mocks that are alive and have not applied an entry. */
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

  /** Raises the counts of a state, each of which only grows. */
  async raiseCounts(generation: string, counted: readonly (readonly [string, number])[]): Promise<void> {
    await this.#link.run(RAISE_COUNTS, [generation, ...counted.flat().map(String)]);
  }

  /** Returns all counts, by name. */
  async counts(): Promise<Map<string, number>> {
    const flat = await this.#link.send<string[]>(['HGETALL', this.#link.key('counts')]);
    const names = flat.filter((_, index) => index % 2 === 0);
    return new Map(names.map((name, index) => [name, Number(flat[2 * index + 1])]));
  }

  /** Yields the entries from one position on, page by page. */
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

  /** Returns the position of the first kept entry; infinity if there is none. */
  async first(): Promise<number> {
    const args = ['XRANGE', this.#link.key('journal'), '-', '+', 'COUNT', '1'];
    const [entry] = await this.#link.send<StreamEntry[]>(args, LARGE);
    return entry ? positionOf(entry[0]) : Number.POSITIVE_INFINITY;
  }

  /** Writes nothing, but rejects whenever a change would. */
  async tryToWrite(): Promise<void> {
    await this.#link.run(TRY, []);
  }

  /** Returns where the state starts: the position of its first entry, and the active snapshot. */
  async beginning() {
    const args = ['HMGET', this.#link.key('about'), 'generation', 'base', 'last', 'snapshot', 'snapshotKey'];
    const [generation, base, last, position, key] = await this.#link.send<(string | null)[]>(args);
    if (!generation) return undefined;
    const snapshot = position && key ? { position: Number(position), key } : undefined;
    return { generation, base: Number(base), last: Number(last), snapshot };
  }

  /** Returns whether this mock, and no other, is to take a snapshot now. */
  async beginSnapshot(): Promise<boolean> {
    const args = ['SET', this.#link.key('snapshotting'), this.#mock, 'NX', 'EX', String(SNAPSHOT_S)];
    return (await this.#link.send(args)) === 'OK';
  }

  async endSnapshot(): Promise<void> {
    await this.#link.send(['DEL', this.#link.key('snapshotting')]);
  }

  /** Activates a snapshot, and drops all but some entries before it. */
  async putSnapshot(generation: string, position: number, stored: Stored, kept: number): Promise<void> {
    const { key, events, length } = stored;
    await this.#link.run(PUT_SNAPSHOT, [generation, position, key, events, length, kept].map(String));
  }

  /** Restores what was lost; does nothing if another mock has done so. */
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
