/**
 * No failure stands under an untrue title: a row builds only on what this server was seen to answer right, and a failure
 * that another one explains is told as following from it.
 *
 * There are three ways to say so, from the most to the least exact:
 *
 * 1. The row that judges an ability on its own account notes how it came out:
 *    `await seen.watch('date abc', () => lists.expectRefused(...))`. Rows that merely use the ability leave out what does
 *    not work, `steps.filter(({ ability }) => !seen.isWrong(ability))`, and so still judge the rest.
 * 2. A row that is about nothing else once an ability is missing starts with `seen.require('date abc')`: it then
 *    follows from the row that found the fault.
 * 3. A row whose failure always repeats that of another names it in its field `follows`. It is checked all the same, and
 *    only a failure is told as following. Use it for rules, which cannot ask.
 *
 * What follows comes out as skipped, with the ID of the other row in `follows`. Only rows of this very run count:
 * with `--only` a row stands for itself. An ability is a kind and a value, as in {@link Ability}; what was not tried counts
 * as right, as nothing speaks against it.
 */
import { ContractFailure, Follows } from '../outcome/failure.ts';

/** Something a server may get right or wrong: a kind, and which of that kind, such as `date abc` or `key none`. */
export type Ability = `${'date' | 'parameter' | 'header' | 'key' | 'user' | 'project' | 'path' | 'list'} ${string}`;

/** What the server was seen to answer right and wrong so far in a run. */
export class Seen {
  /** The row that is being checked. */
  #row = '';
  /** The rows that found an ability missing. */
  readonly #wrong = new Map<Ability, string>();
  readonly #right = new Set<Ability>();
  readonly #broken = new Set<string>();

  /** Tells which row is checked from now on. */
  begin(row: string): void {
    this.#row = row;
  }

  /** Remembers that a row is not met. */
  breaks(row: string): void {
    this.#broken.add(row);
  }

  /** The first of some rows that is not met; undefined where none is known to be. */
  brokenOf(rows: readonly string[] = []): string | undefined {
    return rows.find((row) => this.#broken.has(row));
  }

  /** Runs a check that judges an ability, and remembers how that came out. */
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

  /** Whether an ability was tried and never found missing. */
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
