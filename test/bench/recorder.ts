import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const VISITS = 20;
const EVENTS = 50;
/** Batches for as many users each, so that no user's history grows without end. */
const BATCHES = 50;
const CLIENTS = 2;

/** Says that a server does not take recordings. */
export class NoRecording extends Error {}

/** Sends batches of visits, each of 1,000 events, to `POST /__kit/record`. */
export class Recorder {
  readonly #origin: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  readonly #bodies = Array.from({ length: BATCHES }, (_, batch) => JSON.stringify(visitsOf(batch)));

  constructor(origin: string) {
    this.#origin = origin;
  }

  /**
   * Records one visit and waits until it is stored.
   *
   * @throws NoRecording when the server does not know the request, Error when it refuses the visit.
   */
  async record(visits: string): Promise<void> {
    const { status, text } = await this.#post(visits);
    if (status >= 200 && status < 300) return;
    const said = `POST /__kit/record is answered with ${status}: ${text.slice(0, 200)}`;
    throw status === 404 || status === 405 ? new NoRecording(said) : new Error(said);
  }

  /**
   * Records for a while and gives events per second.
   *
   * @param pace - events per second at most.
   */
  async recordFor(seconds: number, pace = Number.POSITIVE_INFINITY): Promise<number> {
    const startedAt = performance.now();
    const elapsed = () => (performance.now() - startedAt) / 1_000;
    let sent = 0;
    let stored = 0;
    const client = async () => {
      while (elapsed() < seconds) {
        const body = this.#bodies[sent++ % BATCHES] ?? '';
        await this.record(body);
        stored += VISITS * EVENTS;
        await wait(Math.max(0, ((sent * VISITS * EVENTS) / pace - elapsed()) * 1_000));
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    return stored / elapsed();
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(body: string): Promise<{ readonly status: number; readonly text: string }> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const options = { method: 'POST', agent: this.#agent, headers };
      const post = request(`${this.#origin}/__kit/record`, options, (reply) => {
        let text = '';
        reply.on('data', (chunk) => {
          if (text.length < 1_000) text += chunk;
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
        reply.on('error', reject);
      });
      post.on('error', reject);
      post.end(body);
    });
  }
}

function visitsOf(batch: number): unknown[] {
  return Array.from({ length: VISITS }, (_, visit) => ({
    userId: `posted-${batch}-${visit}`,
    events: Array.from({ length: EVENTS }, (_, index) =>
      index % 3 === 0 ? { type: 'LOCATION', path: `/page-${index}/` } : { type: 'CLICK', label: `Button ${index}` },
    ),
  }));
}
