import cluster from 'node:cluster';
import type { Journal } from '../../journal/journal.ts';
import { INTERNALS } from '../../mock/internals.ts';
import { createMock, type Mock } from '../../mock/mock.ts';
import { serve } from '../node.ts';
import type { ToPrimary, ToWorker } from './messages.ts';
import { RemoteJournal } from './remote-journal.ts';

/** One of several processes that answer for the same mock, each with a copy of its state. */
class Worker {
  readonly #remote = new RemoteJournal(report);
  #mock: Mock | undefined;
  #close: () => Promise<void> = async () => {};

  async take(message: ToWorker): Promise<void> {
    if (message.type === 'start') return this.#start(message);
    if (message.type === 'site') {
      this.#mock?.[INTERNALS].useSite(message.site);
      return report({ type: 'walked' });
    }
    if (message.type !== 'stop') return this.#remote.take(message);
    await this.#close();
    if (process.connected) process.disconnect();
  }

  async #start({ mock: options, server, speed, redis }: Extract<ToWorker, { type: 'start' }>): Promise<void> {
    const mock = createMock(options);
    this.#mock = mock;
    const { journal, timeSource } = await this.#open(redis);
    mock[INTERNALS].useTimeSource(timeSource);
    if (speed > 0) mock.clock.follow(timeSource, speed);
    const detach = await mock.attach(journal);
    const { url, close } = await serve(mock, { ...server, timeSource });
    this.#close = async () => {
      await close();
      await detach();
      await journal.close();
    };
    report({ type: 'ready', url });
  }

  async #open(
    redis: Extract<ToWorker, { type: 'start' }>['redis'],
  ): Promise<{ readonly journal: Journal; readonly timeSource: () => number }> {
    if (!redis) return { journal: this.#remote, timeSource: Date.now };
    const { createRedisState } = await import('../../journal/redis/index.ts');
    const journal = await createRedisState(redis);
    return { journal, timeSource: journal.now };
  }
}

function report(message: ToPrimary): void {
  if (process.connected) cluster.worker?.send(message);
}

const worker = new Worker();
process.on('message', (message: ToWorker) => {
  worker.take(message).catch((error: unknown) => {
    report({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
});
report({ type: 'hello' });
// the primary says when to stop; a terminal sends its signals to all processes
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit());
