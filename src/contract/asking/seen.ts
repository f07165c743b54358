/**
 * No failure is reported under a misleading title: a row relies only on what this server is known to answer right, and a
 * failure that another one explains is reported as its consequence.
 *
 * There are three ways to declare this, from the most to the least precise:
 *
 * 1. The row that judges an ability records the result:
 *    `await seen.watch('date abc', () => lists.expectRefused(...))`. Rows that merely use the ability skip what does
 *    not work, `steps.filter(({ ability }) => !seen.isWrong(ability))`, and still judge the rest.
 * 2. A row that makes no sense without an ability starts with `seen.require('date abc')`: it then
 *    follows from the row that found the fault.
 * 3. A row that always fails together with another one names it in its field `follows`. It is still checked, and
 *    only a failure is reported as a consequence. Use it for rules, which cannot send requests.
 *
 * Consequences are reported as skipped, with the ID of the other row in `follows`. Only rows of the same run count:
 * with `--only`, a row is judged on its own. An ability is a kind and a value, as in {@link Ability}; what was not tried
 * counts as right.
 */
import { ContractFailure, Follows } from '../outcome/failure.ts';

/** Something that a server may get right or wrong: a kind, and which of that kind, such as `date abc` or `key none`. */
export type Ability = `${'date' | 'parameter' | 'header' | 'key' | 'user' | 'project' | 'path' | 'list'} ${string}`;

/** What the server has answered right and wrong so far in a run. */
export class Seen {
  /** The row being checked. */
  #row = '';
  /** The rows that found an ability missing. */
  readonly #wrong = new Map<Ability, string>();
  readonly #right = new Set<Ability>();
  readonly #broken = new Set<string>();

  /** Sets the row that is checked from now on. */
  begin(row: string): void {
    this.#row = row;
  }

  /** Records that a row is not met. */
  breaks(row: string): void {
    this.#broken.add(row);
  }

  /** The first of some rows that is not met; undefined if there is none. */
  brokenOf(rows: readonly string[] = []): string | undefined {
    return rows.find((row) => this.#broken.has(row));
  }

  /** Runs a check that judges an ability, and records the result. */
  async watch<T>(ability: Ability, check: () => Promise<T>): Promise<T> {
    try {
      const value = await check();
      this.#right.add(ability);
      return value;
    } catch (error) {
      if (error instanceof ContractFailure && !this.#wrong.has(ability)) this.#wrong.set(ability, this.#row);
      throw error;
    }
  }

  /** Whether an ability was tried and always found. */
  isRight(ability: Ability): boolean {
    return this.#right.has(ability) && !this.#wrong.has(ability);
  }

  /** Whether an ability was found missing. */
  isWrong(ability: Ability): boolean {
    return this.#wrong.has(ability);
  }

  /** Ends the check of a row where another row found one of these abilities missing. */
  require(...abilities: readonly Ability[]): void {
    for (const ability of abilities) {
      const row = this.#wrong.get(ability);
      if (row !== undefined && row !== this.#row) throw new Follows(row);
    }
  }
}
