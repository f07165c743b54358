import { Inconclusive, MissingInput } from '../outcome/failure.ts';
import type { Respell } from '../variants/path-variants.ts';
import { Budget, Stopped } from '../wire/budget.ts';
import { type Ask, Client } from '../wire/client.ts';
import type { AskedOperation, Credential, Exchange } from '../wire/exchange.ts';
import { type Connect, NoConnection } from '../wire/raw/connection.ts';
import { Line } from '../wire/raw/line.ts';
import type { Inspector } from './inspector.ts';
import { type Settings, splitBase } from './target.ts';

/** A request in the terms of an operation. */
export interface OperationAsk {
  readonly operation: AskedOperation;
  /** The path parameters, percent-encoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query?: string | undefined;
  readonly body?: string | undefined;
  /** `null` sends no key. @defaultValue the valid key */
  readonly credential?: Credential | null | undefined;
  /** @defaultValue the method of the operation */
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Writes the path of the operation in a different way. */
  readonly respell?: Respell | undefined;
  /** Requests another path, which belongs to no operation. */
  readonly beside?: Respell | undefined;
  /** See {@link SentRequest.isOdd}. */
  readonly isOdd?: boolean | undefined;
}

/** What all requests to an API have in common. */
export interface Manner {
  /** What precedes the key in the Authorization header, such as `Bearer`. @defaultValue nothing */
  readonly scheme?: string;
  /** Whether real servers of the API are known to fail for a percent-encoded path, or for a body. */
  mayFail?(path: string, body: string | undefined): boolean;
}

/**
 * Sends requests for any operation within the limits of the run, and passes every exchange to the inspector. It knows
 * nothing about the content of the answers.
 */
export class Exchanges {
  readonly inspector: Inspector;
  readonly validKey: Credential;
  readonly #client: Client;
  readonly #budget: Budget;
  readonly #newLine: () => Line;
  readonly #basePath: string;
  readonly #manner: Manner;

  /** @param onExchange - is also called with each exchange, after the inspector. */
  constructor(
    settings: Settings,
    inspector: Inspector,
    manner: Manner,
    onExchange: (exchange: Exchange) => void = () => {},
  ) {
    const [origin, basePath] = splitBase(settings.baseUrl);
    this.inspector = inspector;
    this.validKey = { value: settings.key, shell: '$OPENREPLAY_API_KEY' };
    this.#budget = new Budget(settings);
    const listener = (exchange: Exchange, order: number) => {
      inspector.inspect(exchange, order);
      onExchange(exchange);
    };
    this.#client = new Client({ ...settings, origin }, listener, this.#budget);
    const { connect = noConnection } = settings;
    this.#newLine = () => new Line({ ...settings, origin, connect }, this.#budget, listener);
    this.#basePath = basePath;
    this.#manner = manner;
  }

  /** Requests sent so far. */
  get requests(): number {
    return this.#budget.requests;
  }

  /** Why no more requests are sent; undefined while they still are. */
  get stopped(): string | undefined {
    return this.#budget.stopped;
  }

  /** Sends a request and accepts any answer. */
  ask(ask: OperationAsk): Promise<Exchange> {
    return this.#send(this.toRequest(ask));
  }

  /**
   * Runs a conversation over raw connections, which are closed at its end. Inconclusive where they are not available.
   */
  async converse<T>(talk: (line: Line) => Promise<T>): Promise<T> {
    const line = this.#newLine();
    try {
      return await talk(line);
    } catch (error) {
      if (error instanceof NoConnection) throw new MissingInput(error.message);
      throw error instanceof Stopped ? new Inconclusive(error.message) : error;
    } finally {
      line.close();
    }
  }

  /** Sends a request and disconnects before the reply is complete: after some ms, or in the middle of the body. */
  async giveUp(ask: OperationAsk, when: 'half way' | number): Promise<void> {
    await orInconclusive(this.#client.giveUp(this.toRequest(ask), when));
  }

  /** Returns the reply that the run already has for this request, or sends it. For what does not depend on timing. */
  askOnce(ask: OperationAsk): Promise<Exchange> {
    const request = this.toRequest(ask);
    return this.#client.recall(request) ?? this.#send(request);
  }

  /** Identifies what has been learnt so far: replaced by a new object once that is discarded. */
  memory: object = {};

  /** Discards the replies received so far, such as when the data has changed. */
  forget(): void {
    this.memory = {};
    this.#client.forget();
  }

  /** The parsed body of an exchange, if it is JSON. */
  bodyOf(exchange: Exchange): unknown {
    return this.inspector.bodyOf(exchange);
  }

  #send(request: Ask): Promise<Exchange> {
    return orInconclusive(this.#client.send(request));
  }

  /** Translates a request into the client's terms. */
  toRequest({ operation, params, respell, beside, credential = this.validKey, ...rest }: OperationAsk): Ask {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? '');
    const method = rest.method ?? operation.method;
    const spell = beside ?? respell ?? ((whole: string) => whole);
    const spelled = spell(this.#basePath + path);
    return {
      ...rest,
      // an empty segment makes it another path
      operation: beside || Object.values(params).includes('') ? undefined : operation,
      path: spelled,
      mayFail: this.#manner.mayFail?.(spelled, rest.body),
      method,
      body: /^(GET|HEAD)$/.test(method) ? undefined : rest.body,
      credential: credential === null ? undefined : this.#authorize(credential),
    };
  }

  /** Whether a percent-encoded path is one of an operation. */
  hasPath({ path: template }: AskedOperation, path: string): boolean {
    const parts = (this.#basePath + template).split('/');
    const segments = path.split('/');
    return (
      parts.length === segments.length &&
      parts.every((part, index) => (/^\{\w+\}$/.test(part) ? segments[index] !== '' : part === segments[index]))
    );
  }

  #authorize(credential: Credential): Credential {
    const { scheme } = this.#manner;
    if (scheme === undefined || credential.isWholeHeader) return credential;
    return { value: `${scheme} ${credential.value}`, shell: `${scheme} ${credential.shell}` };
  }
}

const noConnection: Connect = () => {
  throw new NoConnection('needs raw connections, which fetch does not give; in Node pass connect: nodeConnections()');
};

/** If no more requests are sent, the result cannot be determined. */
async function orInconclusive<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    throw error instanceof Stopped ? new Inconclusive(error.message) : error;
  }
}
