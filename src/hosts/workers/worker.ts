import cluster from 'node:cluster';
import { Refusal } from '../../api/problem.ts';
import type { Entrance } from '../../control/entrance.ts';
import type { ControlReply, ControlRequest } from '../../control/message.ts';
import { INTERNALS } from '../../mock/internals.ts';
import { createMock, type Mock } from '../../mock/mock.ts';
import { readBytes } from '../../serve/input.ts';
import { serve } from '../node.ts';
import type { ServeOptions } from '../serve-options.ts';
import type { ToPrimary, ToWorker } from './messages.ts';
import { PrimaryJournal } from './primary-journal.ts';

const LOG_INTERVAL_MS = 250;

/** One of several processes that answer for the same mock. The primary has the state; this one has a copy of it. */
class Worker {
  readonly #waiting = new Map<number, (message: never) => void>();
  readonly #streams = new Map<number, (text: string) => void>();
  readonly #journal = new PrimaryJournal({
    state: async () => (await this.#ask<Extract<ToWorker, { type: 'state' }>>((id) => ({ type: 'load', id }))).entry,
    count: async (name) =>
      (await this.#ask<Extract<ToWorker, { type: 'counted' }>>((id) => ({ type: 'count', id, name }))).count,
  });
  #mock: Mock | undefined;
  #entrance: Promise<Entrance> | undefined;
  #close: () => Promise<void> = async () => {};
  #count = 0;
  #logged = 0;

  async take(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'start':
        return this.#start(message);
      case 'entry':
        this.#journal.tell(message.entry);
        return tell({ type: 'done', id: message.id });
      case 'flush':
        this.#sendLog();
        return tell({ type: 'done', id: message.id });
      case 'text':
        return this.#streams.get(message.id)?.(message.text);
      case 'stop':
        await this.#close();
        return process.disconnect();
      default:
        this.#waiting.get(message.id)?.(message as never);
        this.#waiting.delete(message.id);
    }
  }

  async #start({ mock: options, server }: Extract<ToWorker, { type: 'start' }>): Promise<void> {
    const mock = createMock(options);
    this.#mock = mock;
    mock[INTERNALS].useTimeSource(Date.now);
    await mock.attach(this.#journal);
    const { url, close } = await serve(mock, {
      ...server,
      control: server.control !== false && ((request: ControlRequest) => this.#control(request, server)),
    });
    const timer = setInterval(() => this.#sendLog(), LOG_INTERVAL_MS);
    this.#close = async () => {
      clearInterval(timer);
      await close();
      this.#sendLog();
    };
    tell({ type: 'ready', url });
  }

  /** The log of requests needs no time of its own: entries are fetched from the mock's log now and then. */
  #sendLog(): void {
    const entries = this.#mock?.requests.list({ after: this.#logged, limit: 1_000, studio: true }) ?? [];
    this.#logged = entries.at(-1)?.id ?? this.#logged;
    if (entries.length > 0) tell({ type: 'log', entries });
  }

  async #control({ readBody, ...head }: ControlRequest, server: ServeOptions): Promise<ControlReply> {
    this.#entrance ??= this.#openEntrance(server);
    const entrance = await this.#entrance;
    const admitted = entrance.admit(head);
    if (admitted instanceof Refusal) return entrance.refuse(head, admitted);
    const { operation } = admitted.row;
    const body = operation.body && (await readBytes(operation.body, readBody));
    if (body instanceof Refusal) return entrance.refuse(head, body);
    type Answer = Extract<ToWorker, { type: 'control-reply' | 'control-stream' }>;
    const answer = await this.#ask<Answer>((id) => ({ type: 'control', id, head, body }));
    if (answer.type === 'control-reply') return answer.reply;
    const { id, status, headers } = answer;
    const stream = (send: (text: string) => void) => {
      this.#streams.set(id, send);
      tell({ type: 'open-stream', id });
      return () => {
        this.#streams.delete(id);
        tell({ type: 'close-stream', id });
      };
    };
    return { status, headers, stream };
  }

  /** What the head of a request settles is not asked of the primary. */
  async #openEntrance({ host, controlKey }: ServeOptions): Promise<Entrance> {
    const { createEntrance } = await import('../../control/entrance.ts');
    return createEntrance({ keys: this.#mock?.options.keys ?? [], controlKey, hostNames: host ? [host] : [] });
  }

  #ask<T>(write: (id: number) => ToPrimary): Promise<T> {
    const id = ++this.#count;
    return new Promise((resolve) => {
      // the caller that waits under an ID knows the type of its answer
      this.#waiting.set(id, resolve as (message: never) => void);
      tell(write(id));
    });
  }
}

function tell(message: ToPrimary): void {
  if (process.connected) cluster.worker?.send(message);
}

const worker = new Worker();
process.on('message', (message: ToWorker) => {
  worker.take(message).catch((error: unknown) => {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
});
tell({ type: 'hello' });
// the primary says when to stop; a terminal sends its signals to all processes alike
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit());
