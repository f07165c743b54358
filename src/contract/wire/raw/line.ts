import type { Budget } from '../budget.ts';
import { type Ask, type ClientSettings, methodOf } from '../client.ts';
import { type Exchange, type Reply, type SentRequest, takeTime } from '../exchange.ts';
import { decode } from '../reply-body.ts';
import { TimeLimit, waitWithin } from '../time-limit.ts';
import { toFault } from '../transport-fault.ts';
import { ByteReader, Unreadable } from './byte-reader.ts';
import { type Connect, NoConnection, type RawConnection } from './connection.ts';
import { undoCoding } from './content-coding.ts';
import { encodeRequest, toRawRequest, type WireForm } from './raw-request.ts';
import { type RawReply, readReply } from './read-reply.ts';

/** An exchange over a raw connection. */
export interface WireExchange extends Exchange {
  /** The raw reply, if there is one. */
  readonly wire?: RawReply;
  /** Number of bytes after a reply with which the server closes. */
  readonly trailing?: number;
}

/** One of several pipelined requests. */
interface Piped {
  readonly ask: Ask;
  readonly form?: WireForm;
}

interface Open {
  readonly connection: RawConnection;
  readonly reader: ByteReader;
  /** The last request on it. */
  last?: SentRequest;
}

/** How long a server may take to close a connection after announcing it. */
const CLOSING_MS = 500;
/** How long a request that breaks off stays open, so that the server starts to read it. */
const ON_ITS_WAY_MS = 20;
const MOST_TRAILING = 65_536;

/**
 * Sends one request after another over one connection; over a new one if the server closed it. Only one request may
 * be in progress at a time. Throws {@link NoConnection} where raw connections are not available.
 */
export class Line {
  readonly #settings: ClientSettings;
  readonly #connect: Connect;
  readonly #budget: Budget;
  readonly #listener: (exchange: Exchange, order: number) => void;
  #open: Open | undefined;

  constructor(
    settings: ClientSettings & { readonly connect: Connect },
    budget: Budget,
    listener: (exchange: Exchange, order: number) => void,
  ) {
    this.#settings = settings;
    this.#connect = settings.connect;
    this.#budget = budget;
    this.#listener = listener;
  }

  /** Whether the next request reuses the connection of the previous one. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Sends a request, waits for the reply, and retries if asked to slow down. */
  async ask(ask: Ask, form?: WireForm): Promise<WireExchange> {
    const [exchange] = await this.pipeline([{ ask, ...(form && { form }) }]);
    if (!exchange) throw new RangeError('A request has an exchange.');
    return exchange;
  }

  /** Sends several requests at once, and waits for all replies. If the server closes, the last ones have none. */
  async pipeline(piped: readonly Piped[]): Promise<readonly WireExchange[]> {
    for (let attempt = 1; ; attempt += 1) {
      const exchanges = await this.#pipeline(piped, attempt);
      const putOff = exchanges.find(({ isPutOff }) => isPutOff);
      if (!putOff?.reply) return exchanges;
      await this.#budget.pause(attempt, putOff.reply);
    }
  }

  /** Sends as much of a request as its form contains, over a connection of its own, and disconnects. */
  async breakOff({ ask, form }: Piped): Promise<void> {
    const { origin, headers, timeoutMs } = this.#settings;
    await this.#budget.take();
    const { raw } = toSent(ask, form, { origin, headers });
    this.close();
    try {
      const { connection } = await this.#openConnection(Math.min(timeoutMs, this.#budget.leftMs));
      if (raw) connection.write(encodeRequest(raw));
      await new Promise((resolve) => setTimeout(resolve, ON_ITS_WAY_MS));
      connection.close();
    } catch (error) {
      // the next request reports a server that is gone
      if (error instanceof NoConnection) throw error;
    }
  }

  /** Closes the connection. */
  close(): void {
    this.#open?.connection.close();
    this.#open = undefined;
  }

  async #pipeline(piped: readonly Piped[], attempt: number): Promise<readonly WireExchange[]> {
    const { origin, headers } = this.#settings;
    const orders: number[] = [];
    for (const _ of piped) orders.push(await this.#budget.take());
    const requests = piped.map(({ ask, form }) => toSent(ask, form, { origin, headers }));
    const isReused = this.isOpen;
    const time = takeTime();
    const first = await this.#exchange(requests, isReused);
    const answered = first ?? (await this.#exchange(requests, false)) ?? [];
    const exchanges = answered.map((exchange) => this.#budget.markPutOff(exchange, attempt));
    exchanges.forEach((exchange, index) => {
      if (exchange.reply && isReadable(exchange)) this.#listener({ ...exchange, time: time() }, orders[index] ?? 0);
    });
    return exchanges;
  }

  /** Undefined if the server closed a reused connection, which it may do at any time. */
  async #exchange(requests: readonly SentRequest[], isReused: boolean): Promise<WireExchange[] | undefined> {
    const { timeoutMs } = this.#settings;
    const exchanges: WireExchange[] = [];
    let sent = requests;
    const limitMs = Math.min(timeoutMs, this.#budget.leftMs);
    let fault: unknown;
    try {
      const open = this.#open ?? (await this.#openConnection(limitMs));
      this.#open = open;
      sent = requests.map((request) => withBefore(request, open.last, requests));
      open.connection.write(joinBytes(requests.map(({ raw }) => (raw ? encodeRequest(raw) : new Uint8Array()))));
      for (const request of sent) {
        const { end } = await waitWithin(limitMs, () => this.#read(open.reader, request));
        if ('error' in end) {
          fault = end.error;
          break;
        }
        exchanges.push(end.value);
        open.last = { ...request, raw: request.raw && { ...request.raw, after: undefined, together: undefined } };
        if (!end.value.wire?.isKept) {
          fault = new Unreadable('closed', 'the server closed as it had announced');
          break;
        }
      }
    } catch (error) {
      if (error instanceof NoConnection) throw error;
      fault = error;
    }
    if (fault === undefined) return exchanges;
    this.close();
    if (fault instanceof TimeLimit && limitMs < timeoutMs) this.#budget.stopAsOver();
    if (isReused && exchanges.length === 0 && isLostBefore(fault)) return undefined;
    const missing = sent.slice(exchanges.length).map((request) => ({ request, fault: toFault(fault, timeoutMs) }));
    return [...exchanges, ...missing];
  }

  async #openConnection(timeoutMs: number): Promise<Open> {
    const connection = await this.#connect(this.#settings.origin, { timeoutMs });
    return { connection, reader: new ByteReader(connection) };
  }

  async #read(reader: ByteReader, request: SentRequest): Promise<WireExchange> {
    const wire = await readReply(reader, { method: request.method, maxBytes: this.#settings.maxReplyBytes });
    const reply = await toReply(wire, this.#settings.maxReplyBytes);
    if (wire.isKept || wire.framing === 'close') return { request, reply, wire };
    const { end } = await waitWithin(CLOSING_MS, () => reader.rest(MOST_TRAILING));
    return { request, reply, wire, trailing: 'value' in end ? end.value.length : reader.pending.length };
  }
}

function toSent(
  ask: Ask,
  form: WireForm | undefined,
  { origin, headers }: Pick<ClientSettings, 'origin' | 'headers'>,
): SentRequest {
  const path = ask.path + (ask.query === undefined ? '' : `?${ask.query}`);
  const all = { ...headers, ...ask.headers };
  const method = methodOf(ask);
  const raw = toRawRequest({ method, origin, path, credential: ask.credential, headers: all, body: ask.body }, form);
  // a server that strips the fragment may be left with another path
  const isThere = raw.target.replace(/#.*/, '').includes(ask.path);
  return {
    operation: isThere ? ask.operation : undefined,
    method,
    url: raw.target.startsWith('/') ? origin + raw.target : raw.target,
    headers: all,
    credential: ask.credential ?? form?.moreKeys?.[0],
    body: ask.body,
    isOdd: ask.isOdd ?? form !== undefined,
    ...(ask.mayFail && { mayFail: true }),
    raw: { ...raw, origin },
  };
}

/** Adds the earlier requests on its connection to a request, so that a command can repeat them. */
function withBefore(request: SentRequest, last: SentRequest | undefined, all: readonly SentRequest[]): SentRequest {
  if (!request.raw) return request;
  return { ...request, raw: { ...request.raw, after: last, together: all.length > 1 ? all : undefined } };
}

/** Whether a connection was lost before the first byte, which a server may cause between two requests. */
function isLostBefore(fault: unknown): boolean {
  if (fault instanceof Unreadable) return fault.kind === 'closed';
  return /^(ECONNRESET|EPIPE)$/.test(String((fault as { code?: unknown }).code));
}

/** Whether the rules can check the content of a reply: its coding has been removed. */
function isReadable({ reply }: WireExchange): boolean {
  return reply !== undefined && (reply.text !== undefined || !reply.headers.has('content-encoding'));
}

async function toReply(wire: RawReply, maxBytes: number): Promise<Reply> {
  const headers = new Headers();
  for (const [name, value] of wire.fields) headers.append(name, value);
  const bytes = await undoCoding(wire.body, headers.get('content-encoding') ?? 'identity', maxBytes);
  return { status: wire.status, headers, bytes: bytes ?? wire.body, text: bytes && decode(bytes) };
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
