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
import { OpenConnections } from './open-connections.ts';
import { isBareBusy } from './rate-limit.ts';
import { decode, readWithin } from './reply-body.ts';
import { hasSilentLimit } from './silent-limit.ts';
import { TimeLimit, waitWithin } from './time-limit.ts';
import { toFault } from './transport-fault.ts';

/** The server to send requests to, and the limits of a run. */
export interface ClientSettings extends BudgetSettings {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs: number;
  readonly maxReplyBytes: number;
}

/** A request to send. The path includes the base path, and its segments are percent-encoded. */
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

/** Sends requests within the limits of a run and passes every exchange to a listener. */
export class Client {
  readonly #settings: ClientSettings;
  readonly #listener: (exchange: Exchange, order: number) => void;
  /** Cached replies; long ones do not displace short ones. */
  readonly #known = {
    short: new Lru<string, Exchange>({ maxSize: MOST_REMEMBERED }),
    long: new Lru<string, Exchange>({ maxSize: MOST_REMEMBERED }),
  };
  readonly #budget: Budget;
  readonly #connections = new OpenConnections();
  /** The first request that received a reply. */
  #answered: SentRequest | undefined;
  /** Set once a reply looked like that of a limit that gives no time. */
  #silentLimit: Promise<boolean | undefined> | undefined;
  /** How often that stayed unclear, because the server fails for the request itself. */
  #unclear = 0;
  /** When the last request ended, and when this process was last found to be busy or suspended. */
  #endedAt = performance.now();
  #busyAt = Number.NEGATIVE_INFINITY;
  /** When a request was last answered with a failure. */
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(
    settings: ClientSettings,
    listener: (exchange: Exchange, order: number) => void,
    budget = new Budget(settings),
  ) {
    this.#settings = settings;
    this.#listener = listener;
    this.#budget = budget;
  }

  /** Returns the first reply of the run to a request, if it is still cached. */
  recall(ask: Ask): Promise<Exchange> | undefined {
    // prefers the ordinary request, which all rules have checked
    const known = this.#find(nameOf({ ...ask, isOdd: false })) ?? this.#find(nameOf(ask));
    return known && Promise.resolve(known);
  }

  #find(name: string): Exchange | undefined {
    return this.#known.short.get(name) ?? this.#known.long.get(name);
  }

  /** Discards the replies received so far. */
  forget(): void {
    this.#known.short.clear();
    this.#known.long.clear();
  }

  /** Sends one request, and retries it if asked to slow down. */
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
   * Sends a request and disconnects before its reply is complete: after some ms, or in the middle of the body. The partial
   * reply is discarded.
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
      // aborted before the first byte
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
    await this.#noteSilentLimit(exchange);
    const marked = this.#budget.markPutOff(exchange, attempt);
    this.#listener(marked, order);
    return marked;
  }

  async #noteSilentLimit(exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const known = this.#answered;
    if (!known || known === request || !isBareBusy(exchange) || !isRead(request)) return;
    const ask = (one: SentRequest) => () => this.#exchange(one, this.#settings.timeoutMs);
    this.#silentLimit ??= hasSilentLimit(ask(request), ask(known), this.#budget);
    const test = this.#silentLimit;
    const has = await test;
    if (has) this.#budget.hasSilentLimit = true;
    if (has !== undefined || this.#silentLimit !== test || this.#unclear >= MOST_UNCLEAR) return;
    this.#unclear += 1;
    this.#silentLimit = undefined;
  }

  async #exchange(request: SentRequest, timeoutMs: number): Promise<Exchange> {
    for (let isRepeated = false; ; isRepeated = true) {
      const limitMs = Math.min(timeoutMs, this.#budget.leftMs);
      this.#noteIfBusy(performance.now() - this.#endedAt);
      const connection = this.#connections.use();
      const { end, lateMs } = await waitWithin(limitMs, (signal) => this.#fetch(request, this.#untilEnd(signal)));
      connection.end();
      this.#noteIfBusy(lateMs);
      this.#endedAt = performance.now();
      if ('value' in end) {
        if (end.value.status >= FAILED) this.#failedAt = this.#endedAt;
        return { request, reply: end.value };
      }
      // cut off by the end of the run, not by the server
      if (end.error instanceof TimeLimit && limitMs < timeoutMs) this.#budget.stopAsOver();
      const fault = toFault(end.error, timeoutMs);
      // a connection lost while this process was busy, or closed because it was idle, says nothing about the server
      const wasIdle = connection.unusedMs > IDLE_MS || this.#endedAt - this.#busyAt < UNUSED_MS;
      // many servers close a connection after a failure without saying so first
      const hasJustFailed = this.#endedAt - this.#failedAt < CLOSING_MS;
      const isOurFault = lateMs > LATE_MS || (isLost(fault) && (wasIdle || hasJustFailed));
      if (!isOurFault || isRepeated || !isRead(request)) return { request, fault };
    }
  }

  #noteIfBusy(ms: number): void {
    if (ms > BUSY_MS) this.#busyAt = performance.now();
  }

  /** Ends the run if a server that has answered before no longer accepts connections, even after retries. */
  async #stopWhereGone(): Promise<void> {
    if (!this.#answered) return;
    for (const waitMs of RETURNS_MS) {
      await this.#budget.take();
      const { fault } = await this.#exchange(this.#answered, this.#settings.timeoutMs);
      // a broken connection may be an old one from the pool
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

  /** Also aborts when the run ends. */
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
        // by default, fetch asks for compression, which would hide a reply that is compressed unasked
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

/** A process this late may have lost a connection in the meantime. */
const LATE_MS = 1_000;
/** No server closes a connection earlier because it is idle. */
const IDLE_MS = 1_000;
/** Connections unused for this long count as idle, which adds up. */
const BUSY_MS = 250;
/** Servers close connections that have been idle for some seconds. */
const UNUSED_MS = 10_000;
/** The lowest status of a failure. */
const FAILED = 500;
/** How long a server may take to close a connection after that. */
const CLOSING_MS = 2_000;
/** How often a server may fail for a request itself before no limit is looked for any more. */
const MOST_UNCLEAR = 2;

/** Whether a request changes nothing, so that it may be repeated: lists may be read by POST. */
function isRead({ method, operation }: SentRequest): boolean {
  return ['GET', 'HEAD', operation?.method].includes(method);
}

/** Size limit of a short reply, such as a refusal, in bytes. */
const LARGEST_SHORT = 16_000;
/** Size limits of one cached reply, and of all short or all long ones together, in bytes. */
const LARGEST_REMEMBERED = 4_000_000;
const MOST_REMEMBERED = 32_000_000;

/** Whether a request ended because the server went away, or was away already. */
function isLost(fault: TransportFault | undefined): boolean {
  if (fault?.kind === 'unreachable') return true;
  return fault?.kind === 'broken' && /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|)$/.test(fault.code ?? '');
}

/** Waits for a server to come back, for example after a restart; none after the last attempt. */
const RETURNS_MS = [100, 400, 1_000, undefined];

/** The cache key of a request. */
function nameOf(ask: Ask): string {
  const { path, query, credential, headers = {}, body, isOdd = false } = ask;
  return JSON.stringify([methodOf(ask), path, query, credential?.value, Object.entries(headers), body, isOdd]);
}

export function methodOf({ method, operation }: Ask): string {
  return method ?? operation?.method ?? 'GET';
}
