import { MockError, OptionError, UnavailableError } from '../../shared/errors.ts';
import type { Address } from './address.ts';
import { isRefusal, troubleOf, wordOf } from './trouble.ts';

/** Whether a state takes changes, why not, and the errors that say so. Nothing that it says has the password in it. */
export class Health {
  readonly #address: Address;
  /** Why the server cannot be asked; it may change at any time. */
  #away: string | undefined;
  /** Why it takes no changes, though it can be asked. */
  #refusal: string | undefined;
  /** Why this mock can no longer follow the state, for good. */
  #fault: string | undefined;

  constructor(address: Address) {
    this.#address = address;
  }

  /** Whether the server cannot be asked now. */
  get isAway(): boolean {
    return this.#away !== undefined;
  }

  /** Whether the server took no changes when it was last asked for one. */
  get isRefused(): boolean {
    return this.#refusal !== undefined;
  }

  /** Why the server is not even asked. */
  get hindrance(): string | undefined {
    return this.#fault ?? this.#away;
  }

  /** Why no changes are taken, as a sentence; undefined while they are. */
  get problem(): string | undefined {
    const why = this.hindrance ?? this.#refusal;
    return why && `The state at ${this.#address.name} takes no changes: ${why}.`;
  }

  /** The server answers. */
  reached(): void {
    this.#away = undefined;
  }

  /** The server takes changes. */
  written(): void {
    this.#refusal = undefined;
  }

  /** From now on this mock cannot follow the state. The first reason stays. */
  end(why: string): void {
    this.#fault ??= why;
  }

  /** Something failed that had nothing to do with a change. */
  failed(error: unknown): void {
    if (error instanceof OptionError) this.#fault = error.message.replace(/\.$/, '');
    else this.#away = this.#tell(error);
  }

  /** A change failed. Gives the reason in words. */
  writeFailed(error: unknown): string {
    const why = this.#tell(error);
    // one that is loading its data takes changes in a moment
    if (isRefusal(error) && wordOf(error) !== 'LOADING') this.#refusal = why;
    return why;
  }

  /** The state cannot be used at all. */
  unusable(cause: unknown): MockError {
    if (cause instanceof MockError) return cause;
    const why = typeof cause === 'string' ? this.#hide(cause) : this.#tell(cause);
    return new UnavailableError(`Failed to use the state at ${this.#address.name}: ${why}.`);
  }

  /** A change certainly did not take place. */
  unkept(why: string): UnavailableError {
    return new UnavailableError(
      `Failed to keep a change in the state at ${this.#address.name}: ${why}. The change did not take place. Try again later.`,
    );
  }

  /** Whether a change took place is not known. */
  unsure(why: string): UnavailableError {
    return new UnavailableError(
      `Failed to learn whether a change is kept in the state at ${this.#address.name}: ${why}. Look whether it took place before you make it again.`,
    );
  }

  #tell(error: unknown): string {
    return this.#hide(troubleOf(error));
  }

  #hide(text: string): string {
    const { password } = this.#address;
    return password ? text.replaceAll(password, '***') : text;
  }
}
