import type { Address } from './address.ts';
import type { Argument, Link, Script, SendOptions } from './link.ts';

/** The keys that scripts receive, in this order; the last is the prefix of inboxes, for messages to a mock. */
const KEYS = ['about', 'journal', 'mocks', 'applied', 'counts', 'log', 'chunked', 'inbox:'];

/** Large values may take longer than others. */
export const LARGE: SendOptions = { mostMs: 20_000 };

/** A link to the keys of one state. */
export class KeyedLink {
  readonly #link: Link;
  readonly #prefix: string;
  readonly #keys: readonly string[];

  constructor(link: Link, { prefix }: Address) {
    this.#link = link;
    this.#prefix = prefix;
    this.#keys = KEYS.map((name) => this.key(name));
  }

  /** Returns the full name of a key. */
  key(name: string): string {
    return `${this.#prefix}:${name}`;
  }

  /** Sends a command. */
  send<T>(args: readonly Argument[], options?: SendOptions): Promise<T> {
    return this.#link.send(args, options);
  }

  /** Runs a script, which receives the names of the keys. */
  run<T>(script: Script, args: readonly Argument[], options?: SendOptions): Promise<T> {
    return this.#link.run(script, this.#keys, args, options);
  }
}
