import { connect } from 'node:net';
import { Agent, request } from 'undici';
import { DEVELOPMENT_KEY } from '../../src/index.ts';

/** How long a server may be silent. */
const SILENCE_MS = 10_000;

/** A reply, read whole. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks a server in all the ways that a load needs. */
export class Client {
  readonly #agent = new Agent({ connections: 16, pipelining: 1 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Asks the API for a user's sessions. */
  sessions(userId: string, query = '', headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const path = `/api/app/3sWXSsqHgSKnE87YkNJK/users/${encodeURIComponent(userId)}/sessions${query}`;
    return this.#ask('GET', path, { authorization: DEVELOPMENT_KEY, ...headers });
  }

  /** Asks the control API; a body is sent as JSON. */
  control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    return this.#ask(method, `/__kit${path}`, headers, body === undefined ? undefined : JSON.stringify(body));
  }

  /**
   * Sends bytes over a connection of their own, and gives what comes back until the server closes, or until the time is
   * over; then it leaves without a word.
   */
  raw(parts: readonly string[], { pauseMs = 0, forMs = SILENCE_MS, reads = true } = {}): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect({ port: this.#port, host: '127.0.0.1', allowHalfOpen: true });
      let received = '';
      const timer = setTimeout(() => socket.destroy(), forMs);
      if (reads) socket.setEncoding('latin1').on('data', (text: string) => (received += text));
      // a server may close while a part is on its way
      socket.on('error', () => {});
      socket.on('end', () => socket.end());
      socket.on('close', () => {
        clearTimeout(timer);
        resolve(received);
      });
      void (async () => {
        for (const part of parts) {
          socket.write(part, 'latin1');
          if (pauseMs > 0) await pause(pauseMs);
        }
      })();
    });
  }

  /** Watches the stream of requests for some time from its first event on, and leaves; one who does not read gets none. */
  watch(ms: number, reads: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: this.#port, host: '127.0.0.1' });
      const leave = () => setTimeout(() => socket.destroy(), ms);
      const giveUp = setTimeout(() => socket.destroy(new Error('no event came')), SILENCE_MS);
      socket.write('GET /__kit/requests/stream HTTP/1.1\r\nHost: localhost\r\n\r\n');
      if (reads)
        socket.once('data', () => {
          clearTimeout(giveUp);
          leave();
        });
      else leave();
      socket.on('error', reject);
      socket.on('close', () => {
        clearTimeout(giveUp);
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    const url = `http://127.0.0.1:${this.#port}${path}`;
    const reply = await request(url, { dispatcher: this.#agent, method, headers, body: body ?? null });
    return { status: reply.statusCode, text: await reply.body.text() };
  }
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
