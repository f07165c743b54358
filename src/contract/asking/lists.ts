import { ContractFailure } from '../outcome/failure.ts';
import type { Item } from '../reading/item.ts';
import { describeWindow, type Window } from '../reading/window.ts';
import { describeEnd, type Exchange, isRefusal } from '../wire/exchange.ts';
import type { Exchanges, OperationAsk } from './exchanges.ts';
import type { Probe, Subject } from './probe.ts';
import type { Settings } from './target.ts';

/** A request for a user's list, in the terms of the contract; what is left out is as documented. */
export interface ListAsk extends Partial<Subject>, Omit<Partial<OperationAsk>, 'operation' | 'params'> {
  /** Whether a refusal must come now: an earlier one of the run does not count. */
  readonly isFresh?: boolean | undefined;
}

/** A list that was read. */
export interface Read {
  readonly items: readonly Item[];
  readonly exchange: Exchange;
}

/** Explains every request that is granted access without the right key. */
export const LET_IN = 'Requests without the right key are accepted.';

/** Requests lists from the current API, and reads them. */
export class Lists {
  readonly probe: Probe;
  readonly #exchanges: Exchanges;
  readonly #settings: Settings;
  /** Whether a list has been read, so that key, project and URL are known to be right. */
  #wasRead = false;

  constructor(probe: Probe, exchanges: Exchanges, settings: Settings) {
    this.probe = probe;
    this.#exchanges = exchanges;
    this.#settings = settings;
  }

  /** The user whose list is requested unless another is named. */
  get user(): string {
    return this.#settings.userIds[0] ?? '';
  }

  /** Requests a list and accepts any answer. */
  ask(ask: ListAsk = {}): Promise<Exchange> {
    return this.#exchanges.ask(this.toAsk(ask));
  }

  /** Requests a list and disconnects before it is complete: after some ms, or in the middle of the body. */
  giveUp(ask: ListAsk, when: 'half way' | number): Promise<void> {
    return this.#exchanges.giveUp(this.toAsk(ask), when);
  }

  /** Returns the reply that the run already has for this request, or sends it. For what does not depend on timing. */
  askOnce(ask: ListAsk): Promise<Exchange> {
    return this.#exchanges.askOnce(this.toAsk(ask));
  }

  /** Requests a list and returns the items of a 200; anything else fails the check. */
  async read(ask: ListAsk = {}): Promise<Read> {
    const exchange = await this.ask(ask);
    return { items: this.expectItems(exchange, ask.window), exchange };
  }

  /** The items of a 200; undefined for anything else. */
  itemsOf(exchange: Exchange): readonly Item[] | undefined {
    const items = exchange.reply?.status === 200 ? this.#exchanges.inspector.itemsOf(exchange) : undefined;
    if (items) this.#wasRead = true;
    return items;
  }

  /** The items of a 200; anything else fails the check. */
  expectItems(exchange: Exchange, window?: Window): readonly Item[] {
    const items = this.itemsOf(exchange);
    if (items) return items;
    const what = window ? ` for ${describeWindow(window)}` : '';
    throw new ContractFailure({
      expected: `status 200 with ${this.probe.form}${what}`,
      received: describeEnd(exchange),
      exchange,
      diagnosis: this.#diagnose(exchange, window),
    });
  }

  #diagnose(exchange: Exchange, window: Window | undefined): string | undefined {
    const found = this.probe.findMisunderstanding(exchange, this.#exchanges.bodyOf(exchange));
    if (!found?.isSetup || !this.#wasRead) return found?.sentence;
    const isEmpty = exchange.reply?.status === 404 && window !== undefined;
    return isEmpty ? 'An empty window is answered with 404 instead of an empty list.' : undefined;
  }

  /** Fails unless a request is refused in some way: with any 4xx status and no items. */
  async expectRefusal(ask: ListAsk, what: string): Promise<Exchange> {
    const exchange = await (ask.isFresh ? this.ask(ask) : this.askOnce(ask));
    if (isRefusal(exchange) && !this.#hasItems(exchange)) return exchange;
    throw this.#toNoRefusal(ask, exchange, `a refusal (4xx) of ${what}`);
  }

  /** Fails unless an unknown project is refused, or is empty where this API answers that way. */
  async expectNoProject(ask: ListAsk, what: string): Promise<Exchange> {
    if (!this.probe.mayProjectBeEmpty) return this.expectRefusal(ask, what);
    const exchange = await (ask.isFresh ? this.ask(ask) : this.askOnce(ask));
    if (this.itemsOf(exchange)?.length === 0) return exchange;
    return this.expectRefusal({ ...ask, isFresh: false }, what);
  }

  /** Fails unless a request is refused with one of these statuses. */
  async expectRefused(ask: ListAsk, statuses: readonly number[], what: string): Promise<Exchange> {
    const exchange = await (ask.isFresh ? this.ask(ask) : this.askOnce(ask));
    const status = exchange.reply?.status;
    if (status !== undefined && statuses.includes(status)) return exchange;
    throw this.#toNoRefusal(ask, exchange, `${statuses.join(', ').replace(/, (\d+)$/, ' or $1')} for ${what}`);
  }

  #toNoRefusal({ credential }: ListAsk, exchange: Exchange, expected: string): ContractFailure {
    const isStranger = credential !== undefined && credential !== this.#exchanges.validKey;
    const isLetIn = isStranger && (exchange.reply?.status ?? 300) < 300;
    return new ContractFailure({
      expected,
      received: describeEnd(exchange),
      exchange,
      diagnosis: isLetIn ? LET_IN : undefined,
    });
  }

  #hasItems(exchange: Exchange): boolean {
    return (this.#exchanges.inspector.itemsOf(exchange)?.length ?? 0) > 0;
  }

  /** Translates a request for a list into the terms of its operation. */
  toAsk(ask: ListAsk): OperationAsk {
    const { project = this.#settings.projectKey, user = this.user, window = {} } = ask;
    const { projectSegment, userSegment, isFresh: _, ...rest } = ask;
    const asked = this.probe.toAsk({ project, projectSegment, user, userSegment, window });
    return {
      operation: this.probe.operation,
      ...asked,
      query: rest.query ?? asked.query,
      body: rest.body ?? asked.body,
      credential: rest.credential,
      method: rest.method,
      headers: asked.headers || rest.headers ? { ...asked.headers, ...rest.headers } : undefined,
      respell: rest.respell,
      beside: rest.beside,
      isOdd: rest.isOdd,
    };
  }
}
