import { randomUUID } from 'node:crypto';
import type { Change } from '../../kit/change.ts';
import { LOG_SIZE } from '../../kit/log-entry.ts';
import { OptionError, UnavailableError } from '../../shared/errors.ts';
import { atOnce, inSlices } from '../../shared/slices.ts';
import type { Counter, Entry, Holder, Journal } from '../journal.ts';
import type { Address } from './address.ts';
import { Attendance } from './attendance.ts';
import { FORMAT, type StreamEntry, toFields, VERSION, writtenByNewer } from './entry.ts';
import { EntryStream } from './entry-stream.ts';
import { Health } from './health.ts';
import { Link } from './link.ts';
import { parseRedisOptions, type RedisStateOptions } from './options.ts';
import { Reader } from './reader.ts';
import { RedisLog } from './redis-log.ts';
import { type Found, StateServer } from './server.ts';
import { ServerTime } from './server-time.ts';
import { Snapshots } from './snapshots.ts';
import { differences, toWorld, type World } from './world.ts';

/**
 * Opens a state in Redis (7 or later) or Valkey. All mocks that use it, on any machine, serve the same recorded data,
 * scenarios, faults, clock, jobs and request log. It needs `@redis/client`.
 *
 * While the server is unreachable, a mock answers from what it knows and refuses changes.
 *
 * @throws OptionError if an option is invalid.
 * @throws UnavailableError if the server cannot be reached, or its keys hold other data.
 * @example
 * ```ts
 * const state = await createRedisState({ url: 'redis://localhost:6379/0?prefix=kit' });
 * const mock = createMock({ seed: 7 });
 * await mock.attach(state);
 * ```
 */
export async function createRedisState(options: RedisStateOptions): Promise<RedisState> {
  const state = new RedisState(parseRedisOptions(options));
  await state.open();
  return state;
}

/** How long the JSON of one change may be: a larger one blocks the server, and all its readers, for seconds. */
const MOST_CHARACTERS = 32_000_000;

/** A journal in Redis or Valkey, created by {@link createRedisState}. Each mock has its own. */
export class RedisState implements Journal {
  readonly holds = 'everything';
  /** Its URL, without secrets. */
  readonly name: string;
  readonly log: RedisLog;
  /** Identifies this mock among all others. */
  readonly #mock = randomUUID();
  readonly #server: StateServer;
  readonly #commands: Link;
  readonly #reading: Link;
  readonly #reader: Reader;
  readonly #attendance: Attendance;
  readonly #snapshots: Snapshots;
  readonly #stream: EntryStream;
  readonly #time = new ServerTime();
  readonly #health: Health;
  readonly #listeners = new Set<(entry: Entry) => void>();
  readonly #counts = new Map<string, number>();
  /** The mocks that were alive when an entry was appended. */
  readonly #alive = new Map<number, readonly string[]>();
  #holder: Holder | undefined;
  #hasBegun = false;
  #options: World = {};
  /** Identifies the state: one that was restarted or restored is a different one. */
  #generation = '';
  /** Position of the last known entry. */
  #end = 0;
  #made = 0;

  /** @internal */
  constructor(address: Address) {
    this.name = address.name;
    this.#health = new Health(address);
    this.#commands = new Link(address, { up: () => this.#goOn(), down: (error) => this.#health.failed(error) });
    // missed entries are fetched, so it does not matter how long it was disconnected
    this.#reading = new Link(address, { up: () => this.#goOn(), down: () => {} });
    this.#server = new StateServer(this.#commands, address, this.#mock);
    const reading = new StateServer(this.#reading, address, this.#mock);
    this.#snapshots = new Snapshots(this.#server);
    this.#stream = new EntryStream(this.#server, this.#snapshots, this.#health);
    this.#reader = new Reader(this.#reading, reading, this.#mock, {
      entries: (entries) => this.#hear(entries),
      message: (type, mock, value) => this.#takeMessage(type, mock, value),
      log: (entry) => this.log.hear(entry),
      wantsLog: () => this.log.isFollowed,
    });
    this.log = new RedisLog({
      mock: this.#mock,
      add: (count, text) => this.#server.addToLog(count, text, LOG_SIZE),
      read: () => this.#server.readLog(),
      clear: () => this.#server.clearLog(),
      ask: (question) => this.#server.askForLog(question),
      answer: (mock, question) => this.#server.tell(mock, 'added', question),
      // a message to itself ends the wait that covers only the journal
      listen: () => void this.#server.tell(this.#mock, 'listen', '').catch(() => {}),
    });
    this.#attendance = this.#attend();
  }

  /**
   * Connects.
   *
   * @internal
   */
  async open(): Promise<void> {
    try {
      await Promise.all([this.#commands.open(), this.#reading.open()]);
      const askedAt = performance.now();
      const time = await this.#server.time();
      this.#time.note(time, performance.now() - askedAt);
      const found = await this.#server.find();
      if (found.generation !== null) this.#options = this.#check(found);
    } catch (error) {
      this.#commands.close();
      this.#reading.close();
      throw this.#health.unusable(error);
    }
  }

  /** Options of the mocks with this state, each as JSON; none if there is no state yet. */
  get options(): Readonly<Record<string, string>> {
    return this.#options;
  }

  /** Whether there was no state before this mock was attached. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** The time by the server's clock, epoch ms: the same for all mocks. */
  readonly now = (): number => this.#time.now();

  get end(): number {
    return this.#end;
  }

  get problem(): string | undefined {
    return this.#health.problem;
  }

  get isCurrent(): boolean {
    return this.#attendance.presence.isCurrent;
  }

  get mayBeBehind(): boolean {
    return !this.isCurrent && this.#holder !== undefined && !this.#health.hindrance;
  }

  async meet(holder: Holder): Promise<void> {
    const world = toWorld(holder.options);
    const id = this.#nextId();
    const beginning: Change = { type: 'settings', settings: holder.capture().settings };
    try {
      const fields = atOnce(toFields(beginning, this.#mock, id));
      const generation = randomUUID();
      const found = await this.#server.claim(generation, JSON.stringify(world), fields);
      if (!found) throw this.#health.unusable('its keys hold other data. Choose another prefix');
      this.#options = this.#check(found);
      this.#compare(world);
      this.#generation = found.generation ?? '';
      this.#hasBegun = this.#generation === generation;
      this.#end = Number(found.last);
    } catch (error) {
      throw this.#health.unusable(error);
    }
    this.#holder = holder;
    this.#reader.start(this.#end);
  }

  async *load(after: number): AsyncGenerator<Entry> {
    if (after >= this.#end) return;
    try {
      if (this.#health.hindrance) throw this.#health.unusable(this.#health.hindrance);
      yield* this.#read(after);
    } catch (error) {
      throw this.#health.unusable(error);
    }
  }

  async append(change: Change, after: number): Promise<number | 'behind'> {
    const { hindrance } = this.#health;
    if (hindrance) throw this.#health.unkept(hindrance);
    const id = this.#nextId();
    const isWhole = change.type === 'replace' && 'settings' in change;
    const fields = await inSlices(toFields(change, this.#mock, id));
    const size = fields.reduce((sum, { length }) => sum + length, 0);
    if (size > MOST_CHARACTERS) throw this.#health.tooLarge(size, MOST_CHARACTERS);
    const behind = this.#attendance.idAt(after);
    const appended = await this.#stream.append(this.#generation, { id, behind, fields, isWhole }, after);
    if (appended.became === 'lost') {
      await this.#attendance.report().catch(() => {});
      throw this.#health.unkept(this.#health.hindrance ?? 'the server had lost its data, which is now restored');
    }
    if (appended.became !== 'kept') {
      this.#end = Math.max(this.#end, appended.last);
      return 'behind';
    }
    const { position, alive, since } = appended;
    this.#health.written();
    this.#end = Math.max(this.#end, position);
    this.#alive.set(position, alive);
    this.#attendance.note({ position, id, mock: this.#mock });
    if (this.#holder) void this.#snapshots.takeIfDue(this.#generation, this.#holder, since, position);
    return position;
  }

  follow(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      this.#leave().catch(() => {});
    };
  }

  applied(position: number): void {
    this.#attendance.applied(position, (mock) => mock === this.#mock);
    // from now on others wait for this mock
    if (position >= this.#end) this.#attendance.start();
  }

  async everywhere(position: number): Promise<void> {
    const alive = this.#alive.get(position) ?? [];
    this.#alive.delete(position);
    if (alive.length > 0) await this.#attendance.presence.everywhere(alive, position);
  }

  async refresh(): Promise<void> {
    if (this.#health.hindrance) throw new UnavailableError(this.problem ?? '');
    await this.#attendance.report();
    if (this.#health.isRefused) await this.#tryToWrite();
    if (this.#counts.size === 0) return;
    const counts = await this.#server.counts();
    for (const name of this.#counts.keys()) this.#counts.set(name, counts.get(name) ?? 0);
  }

  counter(name: string): Counter {
    const counts = this.#counts;
    if (!counts.has(name)) counts.set(name, 0);
    const known = () => counts.get(name) ?? 0;
    const next = async () => {
      let count = known() + 1;
      try {
        if (!this.#health.isAway) count = await this.#server.count(name);
      } catch {
        // while the server is unreachable, each mock counts on from what it knows
      }
      counts.set(name, count);
      return count;
    };
    return {
      next,
      get count() {
        return known();
      },
    };
  }

  async close(): Promise<void> {
    this.#health.end('it was closed');
    try {
      await this.#leave();
    } catch {
      // others notice after a while
    }
    this.#commands.close();
    this.#reading.close();
  }

  /** Resumes after a lost link, once it is known that the server still has what this mock has. */
  #goOn(): void {
    if (!this.#holder) return;
    this.#attendance.report().then(
      () => {
        if (!this.#health.hindrance) this.#reader.resume();
      },
      // the link is lost again, or the other one is not connected yet
      () => {},
    );
  }

  async #leave(): Promise<void> {
    this.#holder = undefined;
    this.#reader.stop();
    await this.#attendance.leave();
  }

  #nextId(): string {
    this.#made += 1;
    return `${this.#mock}:${this.#made}`;
  }

  #attend(): Attendance {
    const state = this;
    return new Attendance(this.#server, this.#time, {
      get generation() {
        return state.#generation;
      },
      known: (last) => {
        this.#health.reached();
        this.#end = Math.max(this.#end, last);
      },
      lost: () => this.#bringBack(),
      parted: () => {
        this.#health.end(
          'the server lost changes that this mock has, and other mocks continued without them. Restart this mock',
        );
      },
      failed: (error) => this.#health.failed(error),
    });
  }

  async *#read(after: number): AsyncGenerator<Entry> {
    for await (const entry of this.#stream.read(this.#generation, after)) {
      this.#end = Math.max(this.#end, entry.position);
      if ('mock' in entry) this.#attendance.note(entry);
      yield entry;
    }
  }

  async #hear(entries: readonly StreamEntry[]): Promise<void> {
    for (const stream of entries) {
      try {
        // this mock already has its own entries, or gets them when it catches up
        if (stream[1][3] === this.#mock) continue;
        const entry = await this.#stream.decode(stream);
        this.#end = Math.max(this.#end, entry.position);
        this.#attendance.note(entry);
        for (const listener of this.#listeners) listener(entry);
      } catch {
        // the error is noted, and stops this mock from making changes
        return;
      }
    }
  }

  #takeMessage(type: string, mock: string, value: string): void {
    if (type === 'applied') this.#attendance.presence.heard(mock, Number(value));
    else if (type === 'asked') this.log.asked(mock, value).catch(() => {});
    else if (type === 'added') this.log.answered(mock, value);
  }

  /** Restores what the server has lost from what this mock knows, or adopts what another mock restored. */
  async #bringBack(): Promise<void> {
    const holder = this.#holder;
    if (!holder) return;
    const { position } = holder;
    const { key, size } = await this.#snapshots.store(holder);
    const [generation, next, world] = [this.#generation, randomUUID(), JSON.stringify(this.#options)];
    await this.#server.bringBack({ generation, next, world, position, key, ...size });
    const found = await this.#server.find();
    const here = this.#options;
    this.#options = this.#check(found);
    this.#compare(here);
    this.#generation = found.generation ?? '';
    this.#end = Number(found.last);
    this.#attendance.reset();
    for await (const entry of this.load(position)) for (const listener of this.#listeners) listener(entry);
    this.#health.reached();
  }

  async #tryToWrite(): Promise<void> {
    try {
      await this.#server.tryToWrite();
      this.#health.written();
    } catch (error) {
      this.#health.writeFailed(error);
    }
  }

  /** Checks that this version can read the state found, and returns the options of its mocks. */
  #check({ format, version, world }: Found): World {
    if (format !== FORMAT) throw this.#health.unusable('its keys hold other data. Choose another prefix');
    if (Number(version) > VERSION) throw this.#health.unusable(writtenByNewer(Number(version)));
    // Cast: such a mock wrote it
    return JSON.parse(world ?? '{}') as World;
  }

  #compare(here: World): void {
    const different = differences(this.#options, here);
    if (different.length === 0) return;
    throw new OptionError(
      `Failed to use the state at ${this.name}: its mocks have other options: ${different.join(', ')}. Use the same options, or choose another prefix.`,
    );
  }
}
