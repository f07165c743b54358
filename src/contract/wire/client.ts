import { writeDuration } from '../../shared/duration.ts';
import type { AskedOperation, Credential, Exchange, Reply, SentRequest, TransportFault } from './exchange.ts';
import { TimeLimit, waitWithin } from './time-limit.ts';

/** Where requests go, and the limits of a run. */
export interface ClientSettings {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs: number;
  /** Time limit of the whole run, from the making of the client on. */
  readonly deadlineMs: number;
  readonly maxReplyBytes: number;
  readonly maxRequests: number;
  readonly requestsPerSecond?: number | undefined;
}

/** No more requests are sent in this run; the message says why. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
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
}

/** Sends requests within the limits of a run and shows every exchange to a listener. */
export class Client {
  readonly #settings: ClientSettings;
  readonly #listener: (exchange: Exchange, order: number) => void;
  /** Small replies to what was asked before. */
  readonly #known = new Map<string, Exchange>();
  #faults = 0;
  #stopped: string | undefined;
  #nextSlot = 0;
  readonly #deadline: number;
  /** Requests sent so far. */
  requests = 0;

  constructor(settings: ClientSettings, listener: (exchange: Exchange, order: number) => void) {
    this.#settings = settings;
    this.#listener = listener;
    this.#deadline = performance.now() + settings.deadlineMs;
  }

  /** Why no more requests are sent; undefined while they are. */
  get stopped(): string | undefined {
    return this.#stopped;
  }

  /** Gives the first reply of the run to a request, if it was small; undefined where there was none. */
  recall(ask: Ask): Promise<Exchange> | undefined {
    // what was asked as an ordinary request was held against all rules
    const known = this.#known.get(nameOf({ ...ask, isOdd: false })) ?? this.#known.get(nameOf(ask));
    return known && Promise.resolve(known);
  }

  /** Forgets the replies that came so far. */
  forget(): void {
    this.#known.clear();
  }

  /** Sends one request. Waits and tries again when told to slow down. */
  async send(ask: Ask): Promise<Exchange> {
    for (let attempt = 1; ; attempt += 1) {
      const exchange = await this.#sendOnce(ask);
      if (exchange.reply?.status !== 429) {
        this.#remember(ask, exchange);
        return exchange;
      }
      if (attempt === MAX_ATTEMPTS) this.#stop('the server limits the rate of requests (429); pass a lower --rate');
      await this.#sleep(Math.min(Number(exchange.reply.headers.get('retry-after')) || 1, MAX_RETRY_AFTER_S) * 1000);
    }
  }

  async #sendOnce(ask: Ask): Promise<Exchange> {
    const { origin, timeoutMs, maxRequests } = this.#settings;
    if (this.#faults >= MAX_FAULTS) this.#stop('too many requests got no complete reply');
    if (this.requests >= maxRequests) this.#stop(`--max-requests (${maxRequests}) is used up`);
    if (this.#stopped !== undefined) this.#stop(this.#stopped);
    this.#stopWhenOver();
    // counted before anything is waited for, as others are on their way beside it
    this.requests += 1;
    const order = this.requests;
    await this.#pace();

    const request: SentRequest = {
      operation: ask.operation,
      method: methodOf(ask),
      url: origin + ask.path + (ask.query === undefined ? '' : `?${ask.query}`),
      headers: { ...this.#settings.headers, ...ask.headers },
      credential: ask.credential,
      body: ask.body,
      isOdd: ask.isOdd ?? false,
    };
    const exchange = await this.#exchange(request, timeoutMs);
    if (exchange.fault) this.#faults += exchange.fault.kind === 'too-large' ? TOO_LARGE_FAULTS : 1;
    this.#listener(exchange, order);
    return exchange;
  }

  async #exchange(request: SentRequest, timeoutMs: number): Promise<Exchange> {
    for (let isRepeated = false; ; isRepeated = true) {
      const limitMs = Math.min(timeoutMs, Math.max(1, this.#deadline - performance.now()));
      const { end, lateMs } = await waitWithin(limitMs, (signal) => this.#fetch(request, signal));
      if ('value' in end) return { request, reply: end.value };
      // who was cut off by the end of the run is not late
      if (end.error instanceof TimeLimit && limitMs < timeoutMs) this.#stopAsOver();
      const isOurFault = lateMs > LATE_MS && !isRepeated && SAFE.includes(request.method);
      // a connection may be lost while this process is busy, which says nothing of the server
      if (!isOurFault) return { request, fault: toFault(end.error, timeoutMs) };
    }
  }

  #remember(ask: Ask, exchange: Exchange): void {
    const name = nameOf(ask);
    const isSmall = exchange.reply && exchange.reply.bytes.length <= LARGEST_REMEMBERED;
    if (isSmall && !this.#known.has(name)) this.#known.set(name, exchange);
  }

  async #fetch(request: SentRequest, signal: AbortSignal): Promise<Reply> {
    const send = this.#settings.fetch ?? fetch;
    const response = await send(request.url, {
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
    const bytes = await readWithin(response, this.#settings.maxReplyBytes);
    return { status: response.status, headers: response.headers, bytes, text: decode(bytes) };
  }

  #stopWhenOver(): void {
    if (performance.now() >= this.#deadline) this.#stopAsOver();
  }

  #stopAsOver(): never {
    this.#stop(`--deadline (${writeDuration(this.#settings.deadlineMs)}) is over`);
  }

  /** Waits, and not beyond the end of the run. */
  async #sleep(ms: number): Promise<void> {
    await sleep(Math.min(ms, this.#deadline - performance.now()));
    this.#stopWhenOver();
  }

  #stop(reason: string): never {
    this.#stopped = reason;
    throw new Stopped(reason);
  }

  async #pace(): Promise<void> {
    const perSecond = this.#settings.requestsPerSecond;
    if (!perSecond) return;
    const now = performance.now();
    this.#nextSlot = Math.max(this.#nextSlot, now) + 1000 / perSecond;
    await this.#sleep(this.#nextSlot - now - 1000 / perSecond);
  }
}

/** From here on this process was busy for so long that a connection may have been lost meanwhile. */
const LATE_MS = 1_000;
const SAFE = ['GET', 'HEAD'];

const LARGEST_REMEMBERED = 4_000;
const MAX_ATTEMPTS = 4;
const MAX_RETRY_AFTER_S = 10;
const MAX_FAULTS = 6;
/** A reply that is too large counts as so many: what was read of it takes memory until it is collected. */
const TOO_LARGE_FAULTS = 3;

/** Tells requests apart. */
function nameOf(ask: Ask): string {
  const { path, query, credential, headers = {}, body, isOdd = false } = ask;
  return JSON.stringify([methodOf(ask), path, query, credential?.value, Object.entries(headers), body, isOdd]);
}

function methodOf({ method, operation }: Ask): string {
  return method ?? operation?.method ?? 'GET';
}

class TooLarge extends Error {}

function toFault(error: unknown, timeoutMs: number): TransportFault {
  if (error instanceof TooLarge) return { kind: 'too-large', message: error.message };
  const isOver = error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError');
  if (error instanceof TimeLimit || isOver) {
    return { kind: 'timeout', message: `no complete reply within ${timeoutMs} ms` };
  }
  const causes = causesOf(error);
  const code = causes
    .map((cause) => (cause as { code?: unknown }).code)
    .find((value): value is string => typeof value === 'string');
  const text =
    causes
      .map((cause) => cause.message)
      .filter(Boolean)
      .at(-1) ?? String(error);
  const unreachable =
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT|SELF_SIGNED|UNABLE_TO|bad port/.test(
      `${code} ${text}`,
    );
  return {
    kind: unreachable ? 'unreachable' : 'broken',
    code,
    message: `the connection ${unreachable ? 'could not be made' : 'broke off'} (${[code, text].filter(Boolean).join(': ')})`,
  };
}

function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [error, ...inner.flatMap(causesOf)];
}

async function readWithin(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new TooLarge(`more than ${maxBytes} bytes in one reply, the limit of --max-reply`);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
