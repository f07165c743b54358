import { Lru } from '../../shared/lru.ts';
import { Budget, type BudgetSettings } from './budget.ts';
import {
  type AskedOperation,
  type Credential,
  type Exchange,
  isRefusal,
  type Reply,
  type SentRequest,
  type TransportFault,
  takeTime,
} from './exchange.ts';
import { decode, readWithin } from './reply-body.ts';
import { TimeLimit, waitWithin } from './time-limit.ts';
import { toFault } from './transport-fault.ts';

/** Where requests go, and the limits of a run. */
export interface ClientSettings extends BudgetSettings {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs: number;
  readonly maxReplyBytes: number;
}

/** What to ask. The path starts with the base path, and its segments are as they go over the wire. */
export interface Ask {
  /** See {@link SentRequest.operation}. */
  readonly operation?: AskedOperation | undefined;
  readonly path: string;
  readonly query?: string | undefined;
  readonly method?: string | undefined;
  readonly credential?: Credential | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** See {@link SentRequest.isOdd}. */
  readonly isOdd?: boolean | undefined;
  /** See {@link SentRequest.mayFail}. */
  readonly mayFail?: boolean | undefined;
}

/** Sends requests within the limits of a run and shows every exchange to a listener. */
export class Client {
  readonly #settings: ClientSettings;
  readonly #listener: (exchange: Exchange, order: number) => void;
  /** Replies to what was asked before, as far as there is room for them; long ones make no room at the cost of short ones. */
  readonly #known = {
    short: new Lru<string, Exchange>({ maxSize: MOST_REMEMBERED }),
    long: new Lru<string, Exchange>({ maxSize: MOST_REMEMBERED }),
  };
  readonly #budget: Budget;
  /** The first request that got a reply. */
  #answered: SentRequest | undefined;
  /** When a request ended last, and when this process was last found busy or away for a while. */
  #endedAt = performance.now();
  #busyAt = Number.NEGATIVE_INFINITY;

  constructor(
    settings: ClientSettings,
    listener: (exchange: Exchange, order: number) => void,
    budget = new Budget(settings),
  ) {
    this.#settings = settings;
    this.#listener = listener;
    this.#budget = budget;
  }

  /** Gives the first reply of the run to a request, if it is still known; undefined where there was none. */
  recall(ask: Ask): Promise<Exchange> | undefined {
    // what was asked as an ordinary request was held against all rules
    const known = this.#find(nameOf({ ...ask, isOdd: false })) ?? this.#find(nameOf(ask));
    return known && Promise.resolve(known);
  }

  #find(name: string): Exchange | undefined {
    return this.#known.short.get(name) ?? this.#known.long.get(name);
  }

  /** Forgets the replies that came so far. */
  forget(): void {
    this.#known.short.clear();
    this.#known.long.clear();
  }

  /** Sends one request. Waits and tries again when told to slow down. */
  async send(ask: Ask): Promise<Exchange> {
    for (let attempt = 1; ; attempt += 1) {
      const exchange = await this.#sendOnce(ask, attempt);
      if (!exchange.reply || !exchange.isPutOff) {
        this.#remember(ask, exchange);
        return exchange;
      }
      await this.#budget.pause(attempt, exchange.reply);
    }
  }

  /**
   * Sends a request and goes away before its reply is complete: after so many ms, or in the middle of the body. What came
   * until then is nobody's.
   */
  async giveUp(ask: Ask, when: 'half way' | number): Promise<void> {
    await this.#budget.take();
    const { signal, abort } = abortable(Math.min(this.#settings.timeoutMs, this.#budget.leftMs));
    const timer = typeof when === 'number' ? setTimeout(abort, when) : undefined;
    try {
      const response = await this.#open(this.#toSent(ask), signal);
      const reader = response.body?.getReader();
      const isDone = async () => (await reader?.read())?.done ?? true;
      let isOver = await isDone();
      while (!isOver && timer !== undefined) isOver = await isDone();
    } catch {
      // it was given up before the first byte
    } finally {
      clearTimeout(timer);
      abort();
    }
  }

  async #sendOnce(ask: Ask, attempt: number): Promise<Exchange> {
    const { timeoutMs } = this.#settings;
    const order = await this.#budget.take();
    const request = this.#toSent(ask);
    const time = takeTime();
    const exchange = { ...(await this.#exchange(request, timeoutMs)), time: time() };
    if (exchange.reply) this.#answered ??= request;
    else this.#budget.stopWhenEnded();
    if (isLost(exchange.fault) && !isRefusal(exchange)) await this.#stopWhereGone();
    if (exchange.fault && !isRefusal(exchange)) this.#budget.addFault(exchange.fault.kind);
    const marked = this.#budget.markPutOff(exchange, attempt);
    this.#listener(marked, order);
    return marked;
  }

  async #exchange(request: SentRequest, timeoutMs: number): Promise<Exchange> {
    for (let isRepeated = false; ; isRepeated = true) {
      const limitMs = Math.min(timeoutMs, this.#budget.leftMs);
      this.#noteIfBusy(performance.now() - this.#endedAt);
      const { end, lateMs } = await waitWithin(limitMs, (signal) => this.#fetch(request, this.#untilEnd(signal)));
      this.#noteIfBusy(lateMs);
      this.#endedAt = performance.now();
      if ('value' in end) return { request, reply: end.value };
      // who was cut off by the end of the run is not late
      if (end.error instanceof TimeLimit && limitMs < timeoutMs) this.#budget.stopAsOver();
      const fault = toFault(end.error, timeoutMs);
      // a connection may be lost while this process is busy, or closed as nobody used it: that says nothing of the server
      const isOurFault = lateMs > LATE_MS || (isLost(fault) && this.#endedAt - this.#busyAt < UNUSED_MS);
      if (!isOurFault || isRepeated || !SAFE.includes(request.method)) return { request, fault };
    }
  }

  #noteIfBusy(ms: number): void {
    if (ms > BUSY_MS) this.#busyAt = performance.now();
  }

  /** Ends the run where a server that answered before takes no connections any more, however often it is asked. */
  async #stopWhereGone(): Promise<void> {
    if (!this.#answered) return;
    for (const waitMs of RETURNS_MS) {
      await this.#budget.take();
      const { fault } = await this.#exchange(this.#answered, this.#settings.timeoutMs);
      // one that broke off may have gone over a connection from before
      if (!isLost(fault)) return;
      const isGone = fault?.kind === 'unreachable';
      if (waitMs === undefined && isGone) this.#budget.stopAsGone(fault.message);
      await this.#budget.sleep(isGone ? (waitMs ?? 0) : 0);
    }
  }

  #remember(ask: Ask, exchange: Exchange): void {
    const size = exchange.reply?.bytes.length ?? Number.POSITIVE_INFINITY;
    if (size > LARGEST_REMEMBERED) return;
    const name = nameOf(ask);
    const known = size > LARGEST_SHORT ? this.#known.long : this.#known.short;
    if (this.#find(name) === undefined) known.getOrCreate(name, () => exchange, size);
  }

  #toSent(ask: Ask): SentRequest {
    return {
      operation: ask.operation,
      method: methodOf(ask),
      url: this.#settings.origin + ask.path + (ask.query === undefined ? '' : `?${ask.query}`),
      headers: { ...this.#settings.headers, ...ask.headers },
      credential: ask.credential,
      body: ask.body,
      isOdd: ask.isOdd ?? false,
      ...(ask.mayFail && { mayFail: true }),
    };
  }

  /** Gives up too where the run is to end. */
  #untilEnd(signal: AbortSignal): AbortSignal {
    const { signal: end } = this.#settings;
    return end ? AbortSignal.any([signal, end]) : signal;
  }

  async #fetch(request: SentRequest, signal: AbortSignal): Promise<Reply> {
    const response = await this.#open(request, signal);
    const bytes = await readWithin(response, this.#settings.maxReplyBytes);
    return { status: response.status, headers: response.headers, bytes, text: decode(bytes) };
  }

  #open(request: SentRequest, signal: AbortSignal): Promise<Response> {
    const send = this.#settings.fetch ?? fetch;
    return send(request.url, {
      method: request.method,
      headers: {
        // without it fetch asks for compression by itself, and a reply compressed unasked would go unseen
        'accept-encoding': 'identity',
        ...request.headers,
        ...(request.credential && { authorization: request.credential.value }),
      },
      body: request.body ?? null,
      redirect: 'manual',
      signal,
    });
  }
}

function abortable(limitMs: number): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(Math.ceil(limitMs))]);
  return { signal, abort: () => controller.abort() };
}

/** From here on this process was late for so long that a connection may have been lost meanwhile. */
const LATE_MS = 1_000;
/** From here on connections were not used for a while, which adds up. */
const BUSY_MS = 250;
/** Servers keep a connection that nobody uses for some seconds. */
const UNUSED_MS = 10_000;
const SAFE = ['GET', 'HEAD'];

/** Bytes of a short reply, such as a refusal. */
const LARGEST_SHORT = 16_000;
/** Bytes of one reply, and of all that are short or long, that are kept. */
const LARGEST_REMEMBERED = 4_000_000;
const MOST_REMEMBERED = 32_000_000;

/** Whether a request ended as it does when the server goes away, or while it is away. */
function isLost(fault: TransportFault | undefined): boolean {
  if (fault?.kind === 'unreachable') return true;
  return fault?.kind === 'broken' && /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|)$/.test(fault.code ?? '');
}

/** What is waited for a server to come back, as after a restart; not after the last time. */
const RETURNS_MS = [100, 400, 1_000, undefined];

/** Tells requests apart. */
function nameOf(ask: Ask): string {
  const { path, query, credential, headers = {}, body, isOdd = false } = ask;
  return JSON.stringify([methodOf(ask), path, query, credential?.value, Object.entries(headers), body, isOdd]);
}

/** The method of a request. */
export function methodOf({ method, operation }: Ask): string {
  return method ?? operation?.method ?? 'GET';
}
