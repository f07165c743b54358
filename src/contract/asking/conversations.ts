import { Inconclusive } from '../outcome/failure.ts';
import type { Line, WireExchange } from '../wire/raw/line.ts';
import type { WireForm } from '../wire/raw/raw-request.ts';
import type { Exchanges } from './exchanges.ts';
import type { ListAsk, Lists } from './lists.ts';

/** One of several requests sent at once. */
export interface PipedAsk {
  readonly ask: ListAsk;
  readonly form?: WireForm | undefined;
}

/** Requests lists over one raw connection, one after another; over a new one if the server closed it. */
export interface Conversation {
  /** Whether the next request reuses the connection of the previous one. */
  readonly isOpen: boolean;
  ask(ask?: ListAsk, form?: WireForm): Promise<WireExchange>;
  /** Sends as much of a request as its form contains, over a connection of its own, and disconnects. */
  breakOff(ask: ListAsk, form: WireForm): Promise<void>;
  /** Sends several at once. If the server closes the connection, the last ones have no reply. */
  pipeline(asks: readonly PipedAsk[]): Promise<readonly WireExchange[]>;
}

/** Requests lists over raw connections, which `fetch` hides. */
export class Conversations {
  readonly #exchanges: Exchanges;
  readonly #lists: Lists;

  constructor(exchanges: Exchanges, lists: Lists) {
    this.#exchanges = exchanges;
    this.#lists = lists;
  }

  /** Runs a conversation over a connection of its own. Inconclusive where raw connections are not available. */
  have<T>(talk: (conversation: Conversation) => Promise<T>): Promise<T> {
    return this.#exchanges.converse((line) => talk(this.#toConversation(line)));
  }

  /** Sends a request over a raw connection of its own; undefined where raw connections are not available. */
  async askRaw(ask: ListAsk, form?: WireForm): Promise<WireExchange | undefined> {
    try {
      return await this.have((conversation) => conversation.ask(ask, form));
    } catch (error) {
      if (error instanceof Inconclusive && this.#exchanges.stopped === undefined) return undefined;
      throw error;
    }
  }

  #toConversation(line: Line): Conversation {
    const toPiped = ({ ask, form }: PipedAsk) => ({
      ask: this.#exchanges.toRequest(this.#lists.toAsk(ask)),
      ...(form && { form }),
    });
    return {
      get isOpen() {
        return line.isOpen;
      },
      ask: (ask = {}, form) => {
        const piped = toPiped({ ask, form });
        return line.ask(piped.ask, piped.form);
      },
      breakOff: (ask, form) => line.breakOff(toPiped({ ask, form })),
      pipeline: (asks) => line.pipeline(asks.map(toPiped)),
    };
  }
}
