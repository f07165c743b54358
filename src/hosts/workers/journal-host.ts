import type { Entry } from '../../journal/journal.ts';
import type { LogNews } from '../../journal/shared-log.ts';
import type { Change } from '../../kit/change.ts';
import { ChangeReceiver, ChangeSender } from './large-changes.ts';
import type { Call, SentEntry, ToPrimary, ToWorker } from './messages.ts';
import type { SharedJournal } from './shared-journal.ts';

/** What serving one worker needs. */
interface JournalHostOptions {
  readonly journal: SharedJournal;
  /** Returns the whole state as one entry, which is the last. */
  readonly state: () => Promise<Entry>;
  readonly send: (message: ToWorker) => void;
}

/** Serves the primary's journal to one worker. */
export class JournalHost {
  readonly #options: JournalHostOptions;
  readonly #leave: (() => void)[] = [];
  readonly #asked = new Map<number, () => void>();
  readonly #sendNews = (news: LogNews) => this.#options.send({ type: 'log', news });
  readonly #sender: ChangeSender;
  readonly #receiver = new ChangeReceiver();
  #member: ReturnType<SharedJournal['join']> | undefined;
  /** The change that the worker itself makes, which is not sent back to it. */
  #own: Change | undefined;
  /** Entries are sent in order, each after those before it. */
  #sending: Promise<void> = Promise.resolve();
  #questions = 0;
  #isClosed = false;

  constructor(options: JournalHostOptions) {
    this.#options = options;
    const { journal, send } = options;
    this.#sender = new ChangeSender(send);
    this.#leave.push(
      journal.follow((entry) => {
        // before the worker has the state, it cannot use an entry
        if (this.#member && entry.change !== this.#own) this.#send(entry);
      }),
      journal.log.join(() => this.#askForLog()),
    );
  }

  /** Handles a message of the worker. */
  async take(message: Extract<ToPrimary, { type: 'call' | 'applied' | 'added' | 'piece' }>): Promise<void> {
    if (message.type === 'piece') return this.#receiver.take(message);
    if (message.type === 'applied') return this.#member?.applied(message.position);
    if (message.type === 'added') return this.#asked.get(message.id)?.();
    const { id, call } = message;
    const { send } = this.#options;
    try {
      send({ type: 'answer', id, value: await this.#answer(call) });
    } catch (error) {
      send({ type: 'refusal', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Forgets a worker that has exited: nothing waits for it any longer. */
  close(): void {
    this.#isClosed = true;
    for (const leave of this.#leave) leave();
    for (const done of this.#asked.values()) done();
    this.#member?.leave();
    this.#member = undefined;
  }

  async #answer(call: Call): Promise<unknown> {
    const { journal } = this.#options;
    switch (call.name) {
      case 'load': {
        const entry = await this.#options.state();
        // nobody waits for a worker that exited meanwhile
        if (!this.#isClosed) this.#member ??= journal.join(entry.position);
        return this.#toSent(entry);
      }
      case 'append':
        return this.#append(await this.#receiver.read(call.change), call.after);
      case 'everywhere':
        return journal.everywhere(call.position);
      case 'count':
        return journal.counter(call.counter).next();
      case 'counts':
        return journal.counts;
      case 'add':
        return journal.log.add(call.entries);
      case 'list':
        return journal.log.list();
      case 'clear':
        return journal.log.clearFor(this.#sendNews);
      case 'follow':
        if (!this.#isClosed) this.#leave.push(journal.log.follow(this.#sendNews));
    }
  }

  async #append(change: Change, after: number): Promise<number | 'behind'> {
    this.#own = change;
    const position = await this.#options.journal.append(change, after);
    // the missing entries are sent first, so that its retry succeeds
    if (position === 'behind') await this.#sending;
    return position;
  }

  #send(entry: Entry): void {
    this.#sending = this.#sending.then(async () => {
      this.#options.send({ type: 'entry', entry: await this.#toSent(entry) });
    });
  }

  async #toSent({ position, change }: Entry): Promise<SentEntry> {
    return { position, change: await this.#sender.send(change) };
  }

  #askForLog(): Promise<void> {
    const id = ++this.#questions;
    return new Promise((resolve) => {
      this.#asked.set(id, () => {
        this.#asked.delete(id);
        resolve();
      });
      this.#options.send({ type: 'asked', id });
    });
  }
}
