import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { type Control, createControl } from '../../control/control.ts';
import { INTERNALS } from '../../mock/internals.ts';
import type { Mock } from '../../mock/mock.ts';
import { UnavailableError } from '../../shared/errors.ts';
import { VERSION } from '../../shared/version.ts';
import { parseServeOptions, type ServeOptions } from '../serve-options.ts';
import type { ToPrimary, ToWorker } from './messages.ts';
import type { SharedJournal } from './shared-journal.ts';

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
  /** The journal of the mock, attached to it: what tells the workers of changes. */
  readonly journal: SharedJournal;
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
  readonly #acknowledge = new Map<string, () => void>();
  readonly #streams = new Map<string, { open: () => () => void; close?: () => void }>();
  /** Workers that know all there was when they started. */
  readonly #introduced = new Set<Worker>();
  /** Resolves when all entries so far are with all workers. */
  #delivered: Promise<void> = Promise.resolve();
  #port: number | undefined;
  #isStopping = false;
  #count = 0;

  constructor(mock: Mock, options: ClusterOptions) {
    const { host, controlKey, timeSource, limits } = parseServeOptions(options.server);
    this.#mock = mock;
    this.#options = options;
    this.#control = createControl(mock, {
      version: VERSION,
      hostNames: [host],
      limits: { items: limits.bodyItems, textBytes: limits.textBytes },
      controlKey,
      timeSource,
    });
    options.journal.follow((entry) => {
      const told = this.#tellAll((id) => ({ type: 'entry', id, entry }));
      this.#delivered = this.#delivered.then(() => told);
    });
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
    send(worker, { type: 'start', mock: this.#mock.options, server });
  }

  /** Gives a worker the whole state as one entry; from then on it gets each one that follows. */
  async #giveState(worker: Worker, id: number): Promise<void> {
    const { replica, settle, state } = this.#mock[INTERNALS];
    await settle();
    this.#introduced.add(worker);
    send(worker, { type: 'state', id, entry: { position: replica.position, change: state() } });
  }

  async #take(worker: Worker, message: Exclude<ToPrimary, { type: 'hello' | 'ready' | 'failed' }>): Promise<void> {
    switch (message.type) {
      case 'done':
        this.#acknowledge.get(placeOf(worker, message.id))?.();
        return;
      case 'log':
        this.#mock[INTERNALS].take(message.entries);
        return;
      case 'load':
        return this.#giveState(worker, message.id);
      case 'count': {
        const count = await this.#options.journal.counter(message.name).next();
        return send(worker, { type: 'counted', id: message.id, count });
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
    if (!isReading) await this.#delivered;
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
}

/** When the mock itself fails, this request ends and the others go on. */
function fail(worker: Worker, message: ToPrimary, error: unknown): void {
  const text = JSON.stringify({ errors: [`The mock failed: ${error instanceof Error ? error.message : error}.`] });
  const headers = { 'content-type': 'application/json' };
  const reply = { status: 500, headers, body: new TextEncoder().encode(text) };
  if (message.type === 'control') send(worker, { type: 'control-reply', id: message.id, reply });
}

function placeOf(worker: Worker, id: number): string {
  return `${worker.id}:${id}`;
}

function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message);
}
