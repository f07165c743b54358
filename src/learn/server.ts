import { FACES } from '../api/faces.ts';
import type { ApiId } from '../api/ids.ts';
import { whyNoReply } from '../contract/reading/unreachable.ts';
import { pauseMs } from '../contract/wire/rate-limit.ts';
import { UnavailableError } from '../shared/errors.ts';
import { toSentence } from '../shared/sentence.ts';
import { trimEnd } from '../shared/trim-end.ts';
import { type Question, READERS } from './readers.ts';
import type { SeenVisit } from './visit.ts';

/** A server of one of the APIs, and how to call it. */
export interface Server {
  /** Up to and including `/api/app`, `/api/v1` or `/v2/api/public`. */
  readonly baseUrl: string;
  readonly api: ApiId;
  readonly projectKey: string;
  readonly key: string;
  readonly fetch: typeof fetch;
  /** Requests per second at most. */
  readonly rate: number;
  /** The clock, in milliseconds. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Called after each request. */
  readonly onRequest?: () => void;
}

/** The longest wait that a server may ask for. */
const LONGEST_PAUSE_MS = 60_000;
const REQUEST_MS = 30_000;
const MOST_TRIES = 5;

/** Reads sessions of users from a server, one request after another. */
export class ServerReader {
  readonly #server: Server;
  #next = 0;

  constructor(server: Server) {
    this.#server = { ...server, baseUrl: trimEnd(server.baseUrl, '/') };
  }

  /**
   * Reads the sessions of a user in a span of time.
   *
   * @throws UnavailableError if the server does not answer as expected.
   */
  read(question: Question): Promise<SeenVisit[]> {
    return READERS[this.#server.api]((path, body) => this.#get(path, body), question);
  }

  async #get(path: string, body?: string): Promise<unknown> {
    const { baseUrl, projectKey, onRequest } = this.#server;
    const url = `${baseUrl}/${encodeURIComponent(projectKey)}/${path}`;
    for (let tried = 1; ; tried++) {
      await this.#pace();
      const reply = await this.#send(url, body);
      onRequest?.();
      const text = await reply.text();
      if (reply.ok) return parse(url, text);
      if (tried === MOST_TRIES || (reply.status !== 429 && reply.status < 500))
        throw refuse(url, whyRefused(reply.status, text));
      await this.#wait(Math.min(pauseMs(reply.headers, this.#server.now()), LONGEST_PAUSE_MS));
    }
  }

  async #send(url: string, body: string | undefined): Promise<Response> {
    const { fetch, key, api, signal } = this.#server;
    const headers = {
      authorization: (FACES[api]?.keyPrefix ?? '') + key,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const init = {
      headers,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
    } as const;
    try {
      return await fetch(url, body === undefined ? init : { ...init, method: 'POST', body });
    } catch (error) {
      signal.throwIfAborted();
      throw refuse(url, whyNoReply(error, REQUEST_MS));
    }
  }

  /** Waits until the next request may be sent. */
  async #pace(): Promise<void> {
    const { now, rate } = this.#server;
    const early = this.#next - now();
    if (early > 0) await this.#wait(early);
    this.#next = Math.max(now(), this.#next) + 1000 / rate;
  }

  #wait(ms: number): Promise<void> {
    const { signal } = this.#server;
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', end);
        resolve();
      }, ms);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    });
  }
}

function parse(url: string, text: string): unknown {
  try {
    // IDs beyond 2^53 lose digits as numbers
    return JSON.parse(text.replace(/("sessionId"\s*:\s*)(\d{16,20})(?=\s*[,}])/g, '$1"$2"'));
  } catch {
    throw refuse(url, 'the reply is not JSON');
  }
}

function whyRefused(status: number, text: string): string {
  const [, why] = /"errors"\s*:\s*\[\s*"([^"]{1,200})"/.exec(text) ?? [];
  return `the server answered with status ${status}${why === undefined ? '' : ` (${why})`}`;
}

function refuse(url: string, why: string): UnavailableError {
  return new UnavailableError(toSentence(`Failed to read sessions from ${url}: ${why}`));
}
