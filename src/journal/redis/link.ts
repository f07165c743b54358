import { createHash } from 'node:crypto';
import { RESP_TYPES } from '@redis/client';
import type { Address, Place } from './address.ts';
import { ANSWER_MS, type Client, clientFor, destroy } from './client.ts';
import { locate } from './locate.ts';
import { NoAnswer, NotSent, wordOf } from './trouble.ts';

/** How often a command is resent because another node of a cluster has the keys. */
const MOST_MOVES = 3;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;

/** A script that the server runs atomically. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

/** Prepares a script. */
export function toScript(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}

/** Callbacks for the state of a link. */
interface LinkListener {
  /** It is connected, or connected again. */
  up(): void;
  /** It was lost, or could not be made; it will retry. */
  down(error: unknown): void;
}

/** An argument of a command. */
export type Argument = string | Buffer;

/** How a command is sent. */
export interface SendOptions {
  /** How long the answer may take, in milliseconds. @defaultValue 2000 */
  readonly mostMs?: number;
  /** Whether to return texts as bytes. */
  readonly bytes?: boolean;
}

/**
 * A connection to a server that reconnects whenever it is lost. Nothing waits for a missing connection: commands reject
 * at once, and so do those whose answer is lost. The sender knows whether they may be retried.
 */
export class Link {
  readonly #address: Address;
  readonly #listener: LinkListener;
  #client: Client | undefined;
  /** The node of a cluster that has the keys, if it is not the one at the address. */
  #node: Place | undefined;
  /** Where the last connection goes. */
  #place: Place;
  #moving: Promise<void> | undefined;
  #failures = 0;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(address: Address, listener: LinkListener) {
    this.#address = address;
    this.#listener = listener;
    this.#place = address;
  }

  /** Whether it is connected. */
  get isUp(): boolean {
    return this.#client?.isReady === true;
  }

  /** Connects for the first time; rejects if that fails, without retrying. */
  async open(): Promise<void> {
    await this.#connect();
  }

  /** Sends a command to the node that has the keys. */
  async send<T>(args: readonly Argument[], options?: SendOptions): Promise<T> {
    for (let moves = 0; ; moves++) {
      try {
        return await this.#send<T>(args, options);
      } catch (error) {
        // a node without the keys does nothing
        if (wordOf(error) !== 'MOVED' || moves === MOST_MOVES) throw error;
        await this.#move(error as Error);
      }
    }
  }

  async #send<T>(args: readonly Argument[], { mostMs = ANSWER_MS, bytes = false }: SendOptions = {}): Promise<T> {
    const client = this.#client;
    if (!client?.isReady) throw new NotSent('There is no connection.');
    const typeMapping = bytes ? { [RESP_TYPES.BLOB_STRING]: Buffer } : {};
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NoAnswer(`No answer came within ${mostMs} ms.`)), mostMs);
    });
    try {
      // Cast: the caller knows the type of the answer
      return (await Promise.race([client.sendCommand([...args], { typeMapping }), limit])) as T;
    } catch (error) {
      // a late answer must not be mistaken for the answer to another command, and another server may do better
      if (error instanceof NoAnswer || wordOf(error) === 'READONLY') this.#lose(client, error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs a script, loading it if the server does not have it. */
  async run<T>(script: Script, keys: readonly string[], args: readonly Argument[], options?: SendOptions): Promise<T> {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await this.send<T>(['EVALSHA', script.sha, ...rest], options);
    } catch (error) {
      if (wordOf(error) !== 'NOSCRIPT') throw error;
      return this.send<T>(['EVAL', script.text, ...rest], options);
    }
  }

  /** Drops the connection and makes another. */
  renew(error: unknown): void {
    if (this.#client) this.#lose(this.#client, error);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    if (client) destroy(client);
  }

  async #connect(): Promise<void> {
    this.#place = this.#node ?? (await locate(this.#address));
    const client = clientFor({ ...this.#address, ...this.#place });
    let lost: unknown;
    // an error without a listener would end the process
    client.on('error', (error: unknown) => {
      lost = error;
      this.#lose(client, error);
    });
    try {
      await client.connect();
      if (this.#isClosed) return destroy(client);
      if (lost !== undefined) throw lost;
    } catch (error) {
      destroy(client);
      throw error;
    }
    this.#client = client;
    this.#failures = 0;
    this.#listener.up();
  }

  #lose(client: Client, error: unknown): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    destroy(client);
    this.#listener.down(error);
    this.#tryAgain();
  }

  #tryAgain(): void {
    if (this.#isClosed) return;
    const ms = Math.min(SHORTEST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    this.#timer = setTimeout(() => {
      this.#connect().catch((error: unknown) => {
        // the previous owner of the keys may be gone
        this.#node = undefined;
        this.#listener.down(error);
        this.#tryAgain();
      });
    }, ms);
  }

  /** Moves to the node of a cluster that has the keys, which is the same for all of them. */
  #move(error: Error): Promise<void> {
    this.#moving ??= this.#moveTo(error).finally(() => {
      this.#moving = undefined;
    });
    return this.#moving;
  }

  async #moveTo({ message }: Error): Promise<void> {
    const [, host, port] = /^MOVED \d+ (.*):(\d+)$/.exec(message) ?? [];
    const place = { host: host || this.#place.host, port: Number(port) };
    if (this.#client && place.host === this.#place.host && place.port === this.#place.port) return;
    const before = this.#client;
    this.#node = place;
    await this.#connect();
    if (before) destroy(before);
  }
}
