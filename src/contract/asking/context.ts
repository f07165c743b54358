import { getUserSessions } from '../../api/documented/operations.ts';
import { ContractFailure, type Diagnosis, Inconclusive } from '../outcome/failure.ts';
import { findMisunderstanding } from '../reading/api-version.ts';
import { describeDifference, toEvents, type WireEvent } from '../reading/events.ts';
import { toEvidence } from '../reading/evidence.ts';
import { hasMovedOn } from '../reading/movement.ts';
import { describeWindow, eventsWithin, toQuery, type Window } from '../reading/window.ts';
import type { Respell } from '../variants/path-variants.ts';
import { type Ask, type Client, Stopped } from '../wire/client.ts';
import { type Credential, describeEnd, type Exchange } from '../wire/exchange.ts';
import type { Redactor } from '../wire/redact.ts';
import type { Inspector } from './inspector.ts';
import { Observations } from './observations.ts';
import { createRedaction } from './redaction.ts';
import { type Settings, splitBase } from './target.ts';

/** A request for the sessions of a user, in the terms of the contract; what is left out is as in the document. */
export interface SessionsAsk {
  /** User ID, not encoded. @defaultValue the first user */
  readonly user?: string | undefined;
  /** User ID as it goes over the wire. */
  readonly userSegment?: string | undefined;
  readonly project?: string | undefined;
  readonly projectSegment?: string | undefined;
  readonly window?: Window | undefined;
  /** Query text; goes before `window`. */
  readonly query?: string | undefined;
  /** `null` sends no key. @defaultValue the valid key */
  readonly credential?: Credential | null | undefined;
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Writes the path of the operation in another way. */
  readonly respell?: Respell | undefined;
  /** Asks for another path, which no operation has. */
  readonly beside?: Respell | undefined;
  readonly isOdd?: boolean | undefined;
  /** Whether a refusal counts only when it comes now, not one that came earlier in the run. */
  readonly isFresh?: boolean | undefined;
}

/** What explains every request that gets in without the right key. */
export const LET_IN = 'Requests without the right key are let in.';

const SIDE_BY_SIDE = 4;
const READS_IN_A_ROW = 4;

/** A list of events as it was read. */
export interface Read {
  readonly events: readonly WireEvent[];
  readonly exchange: Exchange;
}

/** What a check works with: ways to ask, what was seen before, and what the target says of itself. */
export class RunContext {
  readonly settings: Settings;
  readonly client: Client;
  readonly inspector: Inspector;
  readonly seed: number;
  readonly validKey: Credential;
  /** Hides the secrets of the run. */
  readonly redactor: Redactor;
  readonly #basePath: string;
  /** What is compared with; forgotten when the data moved. */
  #observations: Observations;
  /** What the documented request gave: the first time, and then in a row. */
  #reads: Read[] = [];
  /** Whether data read earlier counted in the check under way. */
  usedBaseline = false;

  constructor(settings: Settings, client: Client, inspector: Inspector, seed: number) {
    this.settings = settings;
    this.#basePath = splitBase(settings.baseUrl)[1];
    this.client = client;
    this.inspector = inspector;
    this.seed = seed;
    this.#observations = new Observations(settings.window);
    this.redactor = createRedaction(settings);
    this.validKey = { value: settings.key, shell: '$OPENREPLAY_API_KEY' };
  }

  get user(): string {
    return this.settings.userIds[0] ?? '';
  }

  /** Asks for sessions, whatever the answer. */
  ask(ask: SessionsAsk = {}): Promise<Exchange> {
    return this.#send(this.#toRequest(ask));
  }

  /** Gives what the run got for this request before, or asks. For what does not depend on when it is asked. */
  askOnce(ask: SessionsAsk): Promise<Exchange> {
    const request = this.#toRequest(ask);
    return this.client.recall(request) ?? this.#send(request);
  }

  async #send(request: Ask): Promise<Exchange> {
    try {
      return await this.client.send(request);
    } catch (error) {
      throw error instanceof Stopped ? new Inconclusive(error.message) : error;
    }
  }

  #toRequest(ask: SessionsAsk): Ask {
    const project = ask.projectSegment ?? encodeURIComponent(ask.project ?? this.settings.projectKey);
    const user = ask.userSegment ?? encodeURIComponent(ask.user ?? this.user);
    const path = getUserSessions.path.replace('{projectKey}', () => project).replace('{userId}', () => user);
    const respell = ask.beside ?? ask.respell ?? ((whole) => whole);
    return {
      operation: ask.beside ? undefined : getUserSessions,
      path: respell(this.#basePath + path),
      query: ask.query ?? toQuery(ask.window ?? {}),
      method: ask.method,
      credential: ask.credential === null ? undefined : (ask.credential ?? this.validKey),
      headers: ask.headers,
      isOdd: ask.isOdd,
    };
  }

  /** Asks the documented request for the first time. */
  async askFirst(): Promise<Exchange> {
    const exchange = await this.ask();
    const events = this.listOf(exchange);
    if (events) this.#reads.push({ events, exchange });
    return exchange;
  }

  /** Reads the documented request several times in a row, once in a run; what it gave at the start goes before. */
  async readInARow(): Promise<readonly Read[]> {
    while (this.#reads.length < READS_IN_A_ROW) this.#reads.push(await this.read());
    return this.#reads;
  }

  /** Asks for sessions and gives the events of a 200; anything else fails the check. */
  async read(ask: SessionsAsk = {}): Promise<Read> {
    const exchange = await this.ask(ask);
    return { events: this.eventsOf(exchange, ask.window), exchange };
  }

  /** All events of a user, read once. Inconclusive where the server gives no list. */
  async baseline(user = this.user): Promise<readonly WireEvent[]> {
    this.usedBaseline = true;
    const known = this.#observations.eventsOf(user);
    if (known) return known;
    const events = this.listOf(await this.ask({ user }));
    if (!events) throw new Inconclusive('the documented request did not give a list of events to compare with');
    this.#observations.rememberAll(user, events);
    return events;
  }

  /** A user of the run who turned out to have no events. */
  get idleUser(): string | undefined {
    return this.settings.userIds.find((user) => this.#observations.eventsOf(user)?.length === 0);
  }

  /** All events of a user; inconclusive where there are none. */
  async someEvents(user = this.user): Promise<readonly WireEvent[]> {
    const events = await this.baseline(user);
    if (events.length === 0) throw new Inconclusive(`user "${user}" has no events; pass a --user who has some`);
    return events;
  }

  /**
   * Reads again what was read first. True when the data moved as live data does; what was learnt earlier is then
   * forgotten.
   */
  async hasMoved(): Promise<boolean> {
    for (const [user, before] of this.#observations.users) {
      const now = await this.ask({ user }).then(
        (exchange) => this.listOf(exchange),
        () => undefined,
      );
      if (!now || !hasMovedOn(before, now)) continue;
      this.#observations = new Observations(this.settings.window);
      this.#reads = [];
      this.client.forget();
      return true;
    }
    return false;
  }

  /**
   * Fails unless a window holds exactly the events of the baseline that lie in it. A window that was right before is
   * not asked for again, unless `isFresh`.
   */
  async expectWindow(window: Window, { user = this.user, isFresh = false } = {}): Promise<void> {
    const all = await this.someEvents(user);
    if (!isFresh && this.#observations.wasRight(user, window)) return;
    const expected = eventsWithin(all, window, this.settings.window);
    const { events, exchange } = await this.read({ window, user });
    const difference = this.compareWindow(window, expected, events, user);
    if (difference === undefined) return;
    throw new ContractFailure({
      expected: `the ${expected.length} of ${all.length} events in ${describeWindow(window)}`,
      received: difference,
      exchange,
      diagnosis: this.windowDiagnosis(),
      window: toEvidence(window, all, expected, events),
    });
  }

  /** Says how what a window gave differs from what it must give; remembers both for the diagnosis. */
  compareWindow(
    window: Window,
    expected: readonly WireEvent[],
    received: readonly WireEvent[],
    user = this.user,
  ): string | undefined {
    const difference = describeDifference(expected, received);
    this.#observations.rememberWindow(user, window, received, difference === undefined);
    return difference;
  }

  /** Names the one mistake that explains all windows seen, those still to come included. */
  windowDiagnosis(): Diagnosis {
    const observations = this.#observations;
    return (isFinal) => observations.diagnose(isFinal);
  }

  /** Fails unless a request gives exactly the events of the baseline. */
  async expectBaseline(ask: SessionsAsk, what: string): Promise<void> {
    const all = await this.baseline(ask.user);
    const { events, exchange } = await this.read(ask);
    const difference = describeDifference(all, events);
    if (difference === undefined) return;
    throw new ContractFailure({
      expected: `${what} to give the same ${all.length} events`,
      received: difference,
      exchange,
    });
  }

  /** Checks items side by side, a few at a time; throws what the first of them in order throws. */
  async each<T>(items: readonly T[], check: (item: T) => Promise<unknown>): Promise<void> {
    for (let at = 0; at < items.length; at += SIDE_BY_SIDE) {
      const ends = await Promise.allSettled(items.slice(at, at + SIDE_BY_SIDE).map(check));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
    }
  }

  /** Fails unless a request is refused with one of these statuses, without data. */
  async expectRefused(ask: SessionsAsk, statuses: readonly number[], what: string): Promise<Exchange> {
    const exchange = await (ask.isFresh ? this.ask(ask) : this.askOnce(ask));
    const status = exchange.reply?.status;
    if (status !== undefined && statuses.includes(status)) return exchange;
    const list = statuses.length > 3 ? 'a refusal (4xx)' : statuses.join(' or ');
    const isStranger = ask.credential !== undefined && ask.credential !== this.validKey;
    const isLetIn = isStranger && status !== undefined && status < 300;
    throw new ContractFailure({
      expected: `${list} for ${what}`,
      received: describeEnd(exchange),
      exchange,
      diagnosis: isLetIn ? LET_IN : undefined,
    });
  }

  /** The events of a 200; undefined for anything else. */
  listOf(exchange: Exchange): WireEvent[] | undefined {
    return exchange.reply?.status === 200 ? toEvents(this.inspector.bodyOf(exchange)) : undefined;
  }

  /** The events of a 200; anything else fails the check. */
  eventsOf(exchange: Exchange, window?: Window): WireEvent[] {
    const events = this.listOf(exchange);
    if (events) return events;
    const what = window ? ` for ${describeWindow(window)}` : '';
    throw new ContractFailure({
      expected: `status 200 with {"data": [...]} of events${what}`,
      received: describeEnd(exchange),
      exchange,
      diagnosis: findMisunderstanding(exchange, this.inspector.bodyOf(exchange))?.sentence,
    });
  }
}
