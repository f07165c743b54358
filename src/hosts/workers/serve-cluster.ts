import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { type Control, createControl } from '../../control/control.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Change } from '../../kit/change.ts';
import type { Mock } from '../../mock/mock.ts';
import { UnavailableError } from '../../shared/errors.ts';
import type { ServeOptions } from '../serve-options.ts';
import { readVersion } from '../version.ts';
import type { Switches, ToPrimary, ToWorker } from './messages.ts';

/** A mock that several processes serve. */
export interface RunningCluster {
  /** The API's base, such as `http://127.0.0.1:4010/api/app`. */
  readonly url: string;
  /** Lets requests in flight end; resolves when all workers are gone. */
  close(): Promise<void>;
}

/** How a mock is served by several processes. */
export interface ClusterOptions {
  /** Number of processes that answer, 2 or more. */
  readonly workers: number;
  readonly server: ServeOptions;
  /** Where what is recorded is kept. */
  readonly journal?: Journal | undefined;
}

/**
 * Serves a mock with several processes on one port. This process has the state and answers `/__kit/`; what is recorded
 * is with all workers before the request that records it is answered.
 *
 * @throws UnavailableError when the port is taken or a worker does not start.
 */
export async function serveCluster(mock: Mock, options: ClusterOptions): Promise<RunningCluster> {
  const primary = new Primary(mock, options);
  return { url: await primary.start(), close: () => primary.stop() };
}

class Primary {
  readonly #mock: Mock;
  readonly #options: ClusterOptions;
  readonly #control: Control;
  /** What was recorded and is not yet with the workers. */
  readonly #unsent: Change[] = [];
  readonly #acknowledge = new Map<string, () => void>();
  readonly #streams = new Map<string, { open: () => () => void; close?: () => void }>();
  /** Workers that know all there was when they started. */
  readonly #introduced = new Set<Worker>();
  #sending: Promise<void> = Promise.resolve();
  #delegates = false;
  #port: number | undefined;
  #isStopping = false;
  #count = 0;

  constructor(mock: Mock, options: ClusterOptions) {
    const { host, controlKey, timeSource } = options.server;
    this.#mock = mock;
    this.#options = options;
    this.#control = createControl(mock, {
      version: readVersion(),
      hostNames: host ? [host] : [],
      controlKey,
      timeSource,
    });
    mock.keep(this.#observe(options.journal));
  }

  async start(): Promise<string> {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    cluster.setupPrimary({
      exec: fileURLToPath(new URL(`./worker.${extension}`, import.meta.url)),
      args: [],
      serialization: 'advanced',
    });
    try {
      const [url = ''] = await Promise.all(Array.from({ length: this.#options.workers }, () => this.#fork()));
      // a worker that takes the place of another listens where that one did
      this.#port = Number(new URL(url).port);
      return url;
    } catch (error) {
      this.#isStopping = true;
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL');
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const gone = workers.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())));
    for (const worker of workers) send(worker, { type: 'stop' });
    await Promise.all(gone);
  }

  /** Starts a worker; resolves with its URL. One that ends later is replaced. */
  #fork(): Promise<string> {
    const worker = cluster.fork();
    return new Promise((resolve, reject) => {
      let isReady = false;
      worker.on('message', (message: ToPrimary) => {
        if (message.type === 'hello') {
          this.#introduce(worker);
        } else if (message.type === 'ready') {
          isReady = true;
          resolve(message.url);
        } else if (message.type === 'failed') {
          reject(new UnavailableError(message.message));
          // what it could not take it will never have: another one begins anew
          if (isReady) worker.process.kill('SIGKILL');
        } else {
          this.#take(worker, message).catch((error: unknown) => fail(worker, message, error));
        }
      });
      worker.once('exit', () => {
        this.#forget(worker);
        if (!isReady) reject(new UnavailableError('Failed to serve: a worker ended before it listened.'));
        else if (!this.#isStopping) this.#fork().catch(() => {});
      });
    });
  }

  /** Tells a new worker all there is to know; from then on it gets updates. */
  #introduce(worker: Worker): void {
    const { timeSource, ...given } = this.#options.server;
    const server = { ...given, ...(this.#port !== undefined && { port: this.#port }) };
    // what the snapshot holds must not come to it once more: the others get it now
    const unsent = this.#unsent.splice(0);
    void this.#tellAll((id) => ({ type: 'update', id, changes: unsent, switches: this.#switches() }));
    const rows = this.#mock.snapshot().recorded;
    const changes: Change[] = rows.length === 0 ? [] : [{ type: 'replace', rows }];
    this.#introduced.add(worker);
    send(worker, { type: 'start', mock: this.#mock.options, server, changes, switches: this.#switches() });
  }

  async #take(worker: Worker, message: Exclude<ToPrimary, { type: 'hello' | 'ready' | 'failed' }>): Promise<void> {
    switch (message.type) {
      case 'done':
        this.#acknowledge.get(placeOf(worker, message.id))?.();
        return;
      case 'log':
        this.#mock.requests.take(message.entries);
        return;
      case 'api': {
        const reply = await this.#mock.handle(message.request);
        send(worker, { type: 'api-reply', id: message.id, reply });
        // a fault that was for so many requests may be over
        if (this.#switches().delegates !== this.#delegates) await this.#update();
        return;
      }
      case 'control':
        return this.#answer(worker, message);
      case 'open-stream':
        this.#openStream(placeOf(worker, message.id));
        return;
      case 'close-stream':
        this.#closeStream(placeOf(worker, message.id));
    }
  }

  async #answer(worker: Worker, { id, head, body }: Extract<ToPrimary, { type: 'control' }>): Promise<void> {
    const isReading = head.method === 'GET' || head.method === 'HEAD';
    if (isReading && head.path.includes('/requests')) await this.#tellAll((each) => ({ type: 'flush', id: each }));
    const reply = await this.#control({ ...head, readBody: async () => body });
    if (!isReading) await this.#update();
    if (reply.stream === undefined) return send(worker, { type: 'control-reply', id, reply });
    const { status, headers, stream } = reply;
    this.#streams.set(placeOf(worker, id), { open: () => stream((text) => send(worker, { type: 'text', id, text })) });
    send(worker, { type: 'control-stream', id, status, headers });
  }

  #openStream(place: string): void {
    const stream = this.#streams.get(place);
    if (stream) stream.close = stream.open();
  }

  #closeStream(place: string): void {
    this.#streams.get(place)?.close?.();
    this.#streams.delete(place);
  }

  /** Brings all workers up to date, one update after the other; resolves when they are. */
  #update(): Promise<void> {
    this.#sending = this.#sending.then(() => {
      const changes = this.#unsent.splice(0);
      const switches = this.#switches();
      this.#delegates = switches.delegates;
      return this.#tellAll((id) => ({ type: 'update', id, changes, switches }));
    });
    return this.#sending;
  }

  async #tellAll(write: (id: number) => ToWorker): Promise<void> {
    const workers = [...this.#introduced].filter((worker) => worker.isConnected());
    const id = ++this.#count;
    await Promise.all(
      workers.map((worker) => {
        const place = placeOf(worker, id);
        return new Promise<void>((resolve) => {
          this.#acknowledge.set(place, () => {
            this.#acknowledge.delete(place);
            resolve();
          });
          send(worker, write(id));
        });
      }),
    );
  }

  /** A worker that has ended has nothing to acknowledge and reads no stream. */
  #forget(worker: Worker): void {
    this.#introduced.delete(worker);
    for (const [place, resolve] of this.#acknowledge) if (place.startsWith(`${worker.id}:`)) resolve();
    for (const place of this.#streams.keys()) if (place.startsWith(`${worker.id}:`)) this.#closeStream(place);
  }

  #switches(): Switches {
    const { clock, faults } = this.#mock;
    const delegates = faults.isActive || this.#mock.scenarios().some(({ isOn }) => isOn);
    return { delegates, clock: { now: clock.now(), at: Date.now(), speed: clock.speed } };
  }

  /** Puts a journal before the given one that notes what the workers have not seen yet; it begins with what there is. */
  #observe(inner: Journal | undefined): Journal {
    const { recorded: rows } = this.#mock.snapshot();
    return {
      changes: () => inner?.changes() ?? [{ type: 'replace', rows }],
      append: (change) => {
        inner?.append(change);
        this.#unsent.push(change);
      },
    };
  }
}

/** When the mock itself fails, this request ends and the others go on. */
function fail(worker: Worker, message: ToPrimary, error: unknown): void {
  const text = JSON.stringify({ errors: [`The mock failed: ${error instanceof Error ? error.message : error}.`] });
  const headers = { 'content-type': 'application/json' };
  const reply = { status: 500, headers, body: new TextEncoder().encode(text) };
  if (message.type === 'api') send(worker, { type: 'api-reply', id: message.id, reply });
  if (message.type === 'control') send(worker, { type: 'control-reply', id: message.id, reply });
}

function placeOf(worker: Worker, id: number): string {
  return `${worker.id}:${id}`;
}

function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message);
}
