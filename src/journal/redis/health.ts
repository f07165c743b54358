import { MockError, OptionError, UnavailableError } from '../../shared/errors.ts';
import type { Address } from './address.ts';
import { isRefusal, troubleOf, wordOf } from './trouble.ts';

/** Whether a state accepts changes, why not, and the errors that say so. Its messages never contain the password. */
export class Health {
  readonly #address: Address;
  /** Why the server is unreachable; may change at any time. */
  #away: string | undefined;
  /** Why it accepts no changes, though it is reachable. */
  #refusal: string | undefined;
  /** Why this mock can permanently no longer follow the state. */
  #fault: string | undefined;

  constructor(address: Address) {
    this.#address = address;
  }

  /** Whether the server is unreachable now. */
  get isAway(): boolean {
    return this.#away !== undefined;
  }

  /** Whether the server refused the last change. */
  get isRefused(): boolean {
    return this.#refusal !== undefined;
  }

  /** Why the server is not even contacted. */
  get hindrance(): string | undefined {
    return this.#fault ?? this.#away;
  }

  /** Why no changes are accepted, as a sentence; undefined while they are. */
  get problem(): string | undefined {
    const why = this.hindrance ?? this.#refusal;
    return why && `The state at ${this.#address.name} accepts no changes: ${why}.`;
  }

  /** The server answers. */
  reached(): void {
    this.#away = undefined;
  }

  /** The server accepts changes. */
  written(): void {
    this.#refusal = undefined;
  }

  /** From now on this mock cannot follow the state. The first reason stays. */
  end(why: string): void {
    this.#fault ??= why;
  }

  /** Something other than a change failed. */
  failed(error: unknown): void {
    if (error instanceof OptionError) this.#fault = error.message.replace(/\.$/, '');
    else this.#away = this.#describe(error);
  }

  /** A change failed. Returns the reason in words. */
  writeFailed(error: unknown): string {
    const why = this.#describe(error);
    // a server that is loading its data will accept changes in a moment
    if (isRefusal(error) && wordOf(error) !== 'LOADING') this.#refusal = why;
    return why;
  }

  /** The state cannot be used at all. */
  unusable(cause: unknown): MockError {
    if (cause instanceof MockError) return cause;
    const why = typeof cause === 'string' ? this.#hide(cause) : this.#describe(cause);
    return new UnavailableError(`Failed to use the state at ${this.#address.name}: ${why}.`);
  }

  /** A change definitely did not take place. */
  unkept(why: string): UnavailableError {
    return new UnavailableError(
      `Failed to keep a change in the state at ${this.#address.name}: ${why}. The change did not take place. Try again later.`,
    );
  }

  /** It is unknown whether a change took place. */
  unsure(why: string): UnavailableError {
    return new UnavailableError(
      `Failed to find out whether a change was kept in the state at ${this.#address.name}: ${why}. Check whether it took place before you retry it.`,
    );
  }

  #describe(error: unknown): string {
    return this.#hide(troubleOf(error));
  }

  #hide(text: string): string {
    const { password } = this.#address;
    return password ? text.replaceAll(password, '***') : text;
  }
}
