import { randomUUID } from 'node:crypto';
import type { Change } from '../../kit/change.ts';
import { UnavailableError } from '../../shared/errors.ts';
import type { Counter, Entry, Holder, Journal } from '../journal.ts';
import type { Address } from './address.ts';
import { Attendance } from './attendance.ts';
import { ChunkStore } from './chunk-store.ts';
import { Counts } from './counts.ts';
import { toFields } from './entry.ts';
import { EntryStream } from './entry-stream.ts';
import { Feed } from './feed.ts';
import { Health } from './health.ts';
import { KeyedLink } from './keyed-link.ts';
import { KnownState } from './known-state.ts';
import { Link } from './link.ts';
import { Reader } from './reader.ts';
import { RedisLog } from './redis-log.ts';
import { StateServer } from './server.ts';
import { ServerTime } from './server-time.ts';
import { Snapshots } from './snapshots.ts';

/** A journal in Redis or Valkey, created by `createRedisState`. Each mock has its own. */
export class RedisState implements Journal {
  readonly holds = 'everything';
  /** Its URL, without secrets. */
  readonly name: string;
  readonly log: RedisLog;
  /** Identifies this mock among all others. */
  readonly #mock = randomUUID();
  readonly #commands: Link;
  readonly #reading: Link;
  readonly #server: StateServer;
  readonly #health: Health;
  readonly #known: KnownState;
  readonly #attendance: Attendance;
  readonly #snapshots: Snapshots;
  readonly #stream: EntryStream;
  readonly #feed: Feed;
  readonly #reader: Reader;
  readonly #counts: Counts;
  readonly #time = new ServerTime();
  #holder: Holder | undefined;
  #made = 0;

  /** @internal */
  constructor(address: Address) {
    const mock = this.#mock;
    const health = new Health(address);
    this.name = address.name;
    this.#health = health;
    this.#commands = new Link(address, { up: () => this.#goOn(), down: (error) => health.failed(error) });
    // missed entries are fetched, so it does not matter how long it was disconnected
    this.#reading = new Link(address, { up: () => this.#goOn(), down: () => {} });
    const commands = new KeyedLink(this.#commands, address);
    const server = new StateServer(commands, mock);
    const chunks = new ChunkStore(commands, mock);
    const snapshots = new Snapshots(server, chunks);
    const known = new KnownState(address, server, health);
    const attendance = this.#attend(server, known);
    const stream = new EntryStream({ server, chunks, snapshots, health });
    this.#server = server;
    this.#snapshots = snapshots;
    this.#known = known;
    this.#attendance = attendance;
    this.#stream = stream;
    this.#counts = new Counts(server, health);
    this.log = new RedisLog(commands, mock);
    this.#feed = new Feed({ mock, stream, known, attendance });
    this.#reader = new Reader(this.#reading, new KeyedLink(this.#reading, address), mock, {
      entries: (entries) => this.#feed.hear(entries),
      message: (type, from, value) => this.#takeMessage(type, from, value),
      log: (entry) => this.log.hear(entry),
      wantsLog: () => this.log.isFollowed,
    });
  }

  /**
   * Connects.
   *
   * @internal
   */
  async open(): Promise<void> {
    try {
      await Promise.all([this.#commands.open(), this.#reading.open()]);
      await this.#time.measure(() => this.#server.time());
      await this.#known.look();
    } catch (error) {
      this.#commands.close();
      this.#reading.close();
      throw this.#health.unusable(error);
    }
  }

  /** Options of the mocks with this state, each as JSON; none if there is no state yet. */
  get options(): Readonly<Record<string, string>> {
    return this.#known.options;
  }

  /** Whether there was no state before this mock was attached. */
  get hasBegun(): boolean {
    return this.#known.hasBegun;
  }

  /** The time by the server's clock, epoch ms: the same for all mocks. */
  readonly now = (): number => this.#time.now();

  get end(): number {
    return this.#known.end;
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
    const beginning: Change = { type: 'settings', settings: holder.capture().settings };
    const text = JSON.stringify(beginning);
    const fields = toFields({ text, length: text.length }, this.#mock, this.#nextId());
    try {
      await this.#known.claim(holder, fields);
    } catch (error) {
      throw this.#health.unusable(error);
    }
    this.#holder = holder;
    this.#reader.start(this.#known.end);
  }

  async *load(after: number): AsyncGenerator<Entry> {
    if (after >= this.#known.end) return;
    try {
      if (this.#health.hindrance) throw this.#health.unusable(this.#health.hindrance);
      yield* this.#feed.read(after);
    } catch (error) {
      throw this.#health.unusable(error);
    }
  }

  async append(change: Change, after: number): Promise<number | 'behind'> {
    const { hindrance } = this.#health;
    if (hindrance) throw this.#health.unkept(hindrance);
    const { generation } = this.#known;
    const [mock, id] = [this.#mock, this.#nextId()];
    const draft = { change, mock, id, behind: this.#attendance.idAt(after) };
    const appended = await this.#stream.append(generation, draft, after);
    if (appended.became === 'lost') {
      await this.#attendance.report().catch(() => {});
      throw this.#health.unkept(this.#health.hindrance ?? 'the server had lost its data, which is now restored');
    }
    if (appended.became === 'behind') {
      this.#known.reaches(appended.last);
      return 'behind';
    }
    const { position, alive, since } = appended;
    this.#known.reaches(position);
    this.#attendance.appended({ position, id, mock }, alive);
    if (this.#holder) void this.#snapshots.takeIfDue(generation, this.#holder, since, position);
    return position;
  }

  follow(listener: (entry: Entry) => void): () => void {
    const unfollow = this.#feed.follow(listener);
    return () => {
      unfollow();
      this.#leave().catch(() => {});
    };
  }

  applied(position: number): void {
    this.#attendance.applied(position, (mock) => mock === this.#mock);
    // from now on others wait for this mock
    if (position >= this.#known.end) this.#attendance.start();
  }

  everywhere(position: number): Promise<void> {
    return this.#attendance.everywhere(position);
  }

  async refresh(): Promise<void> {
    if (this.#health.hindrance) throw new UnavailableError(this.problem ?? '');
    await this.#attendance.report();
    if (this.#health.isRefused) await this.#stream.tryToAppend();
    await this.#counts.refresh();
  }

  counter(name: string): Counter {
    return this.#counts.open(name);
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
        if (this.#health.hindrance) return undefined;
        this.#reader.resume();
        return this.#counts.settle(this.#known.generation);
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

  #attend(server: StateServer, known: KnownState): Attendance {
    return new Attendance(server, this.#time, {
      get generation() {
        return known.generation;
      },
      known: (last) => {
        this.#health.reached();
        known.reaches(last);
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

  #takeMessage(type: string, mock: string, value: string): void {
    if (type === 'applied') this.#attendance.presence.heard(mock, Number(value));
    else if (type === 'asked') this.log.asked(mock, value).catch(() => {});
    else if (type === 'added') this.log.answered(mock, value);
  }

  /** Restores what the server has lost from what this mock knows, or adopts what another mock restored. */
  async #bringBack(): Promise<void> {
    if (!this.#holder) return;
    const { position } = this.#holder;
    await this.#known.bringBack(position, await this.#snapshots.write(this.#holder));
    await this.#counts.bringBack(this.#known.generation);
    this.#attendance.reset();
    await this.#feed.passOn(position);
    this.#health.reached();
  }
}
