import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import type { SiteInput } from '../../data/model/site-schema.ts';
import type { RedisStateOptions } from '../../journal/redis/index.ts';
import { INTERNALS } from '../../mock/internals.ts';
import type { Mock } from '../../mock/mock.ts';
import { UnavailableError } from '../../shared/errors.ts';
import { parseServeOptions, type ServeOptions } from '../serve-options.ts';
import { handOnUntaken } from './hand-on.ts';
import { JournalHost } from './journal-host.ts';
import type { ToPrimary, ToWorker } from './messages.ts';
import type { SharedJournal } from './shared-journal.ts';

/** A mock that several processes serve. */
interface RunningCluster {
  /** The API's base, such as `http://127.0.0.1:4010/api/app`. */
  readonly url: string;
  /** Switches to another site; resolves when all workers have done so. */
  useSite(site: SiteInput | undefined): Promise<void>;
  /** Drains requests in flight; resolves when all workers have exited. */
  close(): Promise<void>;
}

/** Options of a mock served by several processes. */
interface ClusterOptions {
  /** Number of processes that answer, 2 or more. */
  readonly workers: number;
  readonly server: ServeOptions;
  /** Where the workers' state is: in the journal that the mock is attached to here, or in one shared with others. */
  readonly state: SharedJournal | RedisStateOptions;
}

/**
 * Serves a mock with several processes on one port. Each has a copy of the state and answers by itself; a change
 * reaches all of them before the request that makes it is answered.
 *
 * @throws OptionError if an option is invalid; UnavailableError if the port is in use or a worker does not start.
 */
export async function serveCluster(mock: Mock, options: ClusterOptions): Promise<RunningCluster> {
  parseServeOptions(options.server);
  const primary = new Primary(mock, options);
  return { url: await primary.start(), useSite: (site) => primary.useSite(site), close: () => primary.stop() };
}

/** The pause before another worker is started in the place of one that did not come to listen. */
const RETRY_MS = 200;

/** Starts the workers, and replaces those that exit. */
class Primary {
  readonly #mock: Mock;
  readonly #options: ClusterOptions;
  /** The workers that listen: what is sent to one earlier is lost. */
  readonly #listening = new Set<Worker>();
  #port: number | undefined;
  #isStopping = false;

  constructor(mock: Mock, options: ClusterOptions) {
    this.#mock = mock;
    this.#options = options;
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
      // a replacement listens where its predecessor did
      this.#port = Number(new URL(url).port);
      return url;
    } catch (error) {
      this.#isStopping = true;
      for (const worker of workersThatAre()) worker.process.kill('SIGKILL');
      throw error;
    }
  }

  async useSite(site: SiteInput | undefined): Promise<void> {
    // workers that start later begin with it
    this.#mock[INTERNALS].useSite(site);
    await Promise.all(
      Array.from(this.#listening, (worker) => {
        const walked = hears(worker, 'walked');
        send(worker, { type: 'site', site });
        return walked;
      }),
    );
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const gone = workersThatAre().map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())));
    for (const worker of this.#listening) send(worker, { type: 'stop' });
    await Promise.all(gone);
  }

  /** Starts a worker; resolves with its URL. If it exits later, it is replaced. */
  #fork(): Promise<string> {
    const worker = cluster.fork();
    handOnUntaken(worker);
    // what is sent to one that was just killed cannot arrive; its exit says all that is needed
    worker.on('error', () => {});
    let host: JournalHost | undefined;
    return new Promise((resolve, reject) => {
      let isReady = false;
      worker.on('message', (message: ToPrimary) => {
        if (message.type === 'hello') {
          this.#listening.add(worker);
          host = this.#hostFor(worker);
          send(worker, this.#isStopping ? { type: 'stop' } : this.#beginning());
        } else if (message.type === 'ready') {
          isReady = true;
          resolve(message.url);
        } else if (message.type === 'failed') {
          reject(new UnavailableError(message.message));
          // it will never have what it could not receive: another worker starts from scratch
          worker.process.kill('SIGKILL');
        } else if (message.type !== 'walked') {
          void host?.take(message);
        }
      });
      worker.once('exit', () => {
        this.#listening.delete(worker);
        host?.close();
        if (!isReady) reject(new UnavailableError('Failed to serve: a worker ended before it listened.'));
        else this.#replace();
      });
    });
  }

  /** Starts a worker in the place of one that exited, until one listens. */
  #replace(): void {
    if (this.#isStopping) return;
    this.#fork().catch(() => setTimeout(() => this.#replace(), RETRY_MS));
  }

  #hostFor(worker: Worker): JournalHost | undefined {
    const { state: journal } = this.#options;
    if ('url' in journal) return undefined;
    const { replica, settle, state } = this.#mock[INTERNALS];
    return new JournalHost({
      journal,
      state: async () => {
        await settle();
        return { position: replica.position, change: state() };
      },
      send: (message) => send(worker, message),
    });
  }

  #beginning(): ToWorker {
    const { state, server: given } = this.#options;
    const { timeSource, ...server } = { ...given, ...(this.#port !== undefined && { port: this.#port }) };
    const { options, clock } = this.#mock;
    const redis = 'url' in state ? state : undefined;
    return { type: 'start', mock: options, server, speed: clock.speed, redis };
  }
}

function workersThatAre(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

/** Resolves when a worker sends a message, or has exited. */
function hears(worker: Worker, type: ToPrimary['type']): Promise<void> {
  return new Promise((resolve) => {
    const onMessage = (message: ToPrimary) => message.type === type && done();
    const done = () => {
      worker.off('message', onMessage);
      worker.off('exit', done);
      resolve();
    };
    worker.on('message', onMessage);
    worker.on('exit', done);
  });
}

function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message);
}
