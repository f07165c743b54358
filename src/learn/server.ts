import type { ApiId } from '../api/ids.ts';
import { pauseMs } from '../contract/wire/rate-limit.ts';
import { UnavailableError } from '../shared/errors.ts';
import { trimEnd } from '../shared/trim-end.ts';
import { inOrder, isFields } from './read-event.ts';
import type { SeenVisit } from './visit.ts';

/** A server that answers one of the APIs, and how it is asked. */
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

/** A span of time, epoch ms, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const SECOND_MS = 1_000;
const REQUEST_MS = 30_000;
const MOST_TRIES = 5;
/** How many sessions a list of v1 has at most, and a page of v2. */
const V1_LIST = 50;
const V2_PAGE = 200;
const MOST_PAGES = 500;
const EARLIEST = 946_684_800_000;
const LATEST = 4_000_000_000_000;

/** Reads sessions of users from a server, one request after another. */
export class ServerReader {
  readonly #server: Server;
  #next = 0;

  constructor(server: Server) {
    this.#server = { ...server, baseUrl: trimEnd(server.baseUrl, '/') };
  }

  /**
   * Reads what a user did in a span of time. A session that goes on beyond it may come in parts, or whole.
   *
   * @param known - IDs of sessions that need not be read again.
   * @throws UnavailableError when the server does not answer as it should.
   */
  async read(userId: string, span: Span, known: ReadonlySet<string>): Promise<SeenVisit[]> {
    switch (this.#server.api) {
      case 'documented':
        return this.#readDocumented(userId, span);
      case 'v1':
        return this.#readV1(userId, span, known);
      case 'v2':
        return this.#readV2(userId, span, known);
    }
  }

  async #readDocumented(userId: string, { from, to }: Span): Promise<SeenVisit[]> {
    const list = listOf(
      await this.#get(`users/${encodeURIComponent(userId)}/sessions?start_date=${from}&end_date=${to}`),
    );
    return visitsOf(userId, list);
  }

  async #readV1(userId: string, span: Span, known: ReadonlySet<string>): Promise<SeenVisit[]> {
    const path = `users/${encodeURIComponent(userId)}/sessions?start_date=${span.from}&end_date=${span.to}`;
    const summaries = listOf(await this.#get(path));
    if (summaries.length >= V1_LIST && span.to > span.from) {
      const middle = Math.floor((span.from + span.to) / 2);
      const first = await this.#readV1(userId, { from: span.from, to: middle }, known);
      return [...first, ...(await this.#readV1(userId, { from: middle + 1, to: span.to }, known))];
    }
    const visits: SeenVisit[] = [];
    for (const summary of summaries) {
      if (!isFields(summary) || known.has(String(summary.sessionId))) continue;
      const sessionId = String(summary.sessionId);
      const events = withSession(inOrder(listOf(await this.#get(`sessions/${sessionId}/events`))), sessionId);
      visits.push({ userId, sessionId, session: factsOf(summary), events });
    }
    return visits;
  }

  async #readV2(userId: string, { from, to }: Span, known: ReadonlySet<string>): Promise<SeenVisit[]> {
    // a window of v2 has whole seconds, and one at least
    const dates = { startTimestamp: from, endTimestamp: Math.max(to, from + SECOND_MS) };
    const sessions = await this.#pages(`users/${encodeURIComponent(userId)}/sessions`, dates, 'sessions');
    const visits: SeenVisit[] = [];
    for (const session of sessions) {
      if (!isFields(session) || known.has(String(session.sessionId))) continue;
      const sessionId = String(session.sessionId);
      const asked = { startTimestamp: EARLIEST, endTimestamp: LATEST, columns: ['$properties', '$current_url'] };
      const raws = await this.#pages(`sessions/${sessionId}/events`, { ...asked, sortOrder: 'asc' }, 'events');
      visits.push({ userId, sessionId, events: withSession(inOrder(raws), sessionId) });
    }
    // the latest comes first
    return visits.reverse();
  }

  async #pages(path: string, body: object, field: string): Promise<unknown[]> {
    const all: unknown[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const reply = await this.#get(path, JSON.stringify({ ...body, limit: V2_PAGE, page }));
      const data = isFields(reply) && isFields(reply.data) ? reply.data[field] : undefined;
      const list = Array.isArray(data) ? data : [];
      all.push(...list);
      if (list.length < V2_PAGE) break;
    }
    return all;
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
      await this.#wait(pauseMs(reply.headers, this.#server.now()));
    }
  }

  async #send(url: string, body: string | undefined): Promise<Response> {
    const { fetch, key, api, signal } = this.#server;
    const headers = {
      authorization: api === 'v2' ? `Bearer ${key}` : key,
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
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw refuse(url, cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** Waits until the next request may go out. */
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

/** Sorts the events of a documented reply into sessions. */
export function visitsOf(userId: string, list: readonly unknown[]): SeenVisit[] {
  const sessions = new Map<string | undefined, unknown[]>();
  for (const raw of list) {
    if (!isFields(raw)) continue;
    const key = raw.sessionId === undefined ? undefined : String(raw.sessionId);
    const events = sessions.get(key);
    if (events) events.push(raw);
    else sessions.set(key, [raw]);
  }
  return [...sessions].map(([sessionId, raws]) => ({
    userId,
    ...(sessionId !== undefined && { sessionId }),
    events: inOrder(raws),
  }));
}

function withSession(events: SeenVisit['events'], sessionId: string): SeenVisit['events'] {
  return events.map((event) => ({ ...event, sessionId }));
}

/** The facts of a session of v1 that its events do not tell. */
function factsOf(summary: Readonly<Record<string, unknown>>): NonNullable<SeenVisit['session']> {
  const told = ['userUuid', 'userOs', 'userBrowser', 'userDevice', 'userCountry'].flatMap((name) =>
    typeof summary[name] === 'string' ? [[name, summary[name]] as const] : [],
  );
  return Object.fromEntries(told);
}

function listOf(reply: unknown): readonly unknown[] {
  return isFields(reply) && Array.isArray(reply.data) ? reply.data : [];
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
  return new UnavailableError(`Failed to read sessions from ${url}: ${why}.`);
}
