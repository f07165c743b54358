import type { FaultInput } from '../../kit/fault.ts';
import type { Effect } from '../../serve/trouble.ts';
import { ActiveFault } from './active-fault.ts';
import type { Fault } from './fault.ts';
import { parseFault } from './parse-fault.ts';
import type { Addressee } from './target.ts';

/** How a set of faults is made. */
export interface FaultSetOptions {
  /** What all that is drawn comes from. */
  readonly seed: number | string;
  /** What the IDs of its faults begin with. @defaultValue `'fault'` */
  readonly prefix?: string;
}

/**
 * The faults that are set: what goes wrong on purpose.
 *
 * @example
 * ```ts
 * const fault = mock.faults.add({ status: 503, retryAfterSeconds: 1, times: 2 });
 * // the next two requests are refused, then all is well
 * ```
 */
export class FaultSet {
  readonly #seed: number | string;
  readonly #prefix: string;
  #active: readonly ActiveFault[] = [];
  #added = 0;

  constructor({ seed, prefix = 'fault' }: FaultSetOptions) {
    this.#seed = seed;
    this.#prefix = prefix;
  }

  /** True while a fault is set. */
  get isActive(): boolean {
    return this.#active.length > 0;
  }

  /**
   * Sets a fault besides those that are set. Its `hits` go on counting in what this gives.
   *
   * @throws OptionError that names every field that cannot be used.
   */
  add(input: FaultInput): Fault {
    const parsed = parseFault(input);
    this.#added += 1;
    const active = new ActiveFault(parsed, `${this.#prefix}-${this.#added}`, this.#seed);
    this.#active = [...this.#active, active];
    return active.fault;
  }

  /** Clears the fault of an ID; tells whether it was set. */
  remove(id: string): boolean {
    const left = this.#active.filter(({ fault }) => fault.id !== id);
    const wasSet = left.length < this.#active.length;
    this.#active = left;
    return wasSet;
  }

  /** Clears all faults. IDs begin anew, so that the same faults draw the same again. */
  clear(): void {
    this.#active = [];
    this.#added = 0;
  }

  /** Lists the faults that are set, in the order they were; one that is over is gone. */
  list(): Fault[] {
    return this.#active.map(({ fault }) => fault);
  }

  /**
   * Decides what befalls a request, and counts it. To be called once for each request.
   *
   * Delays add up, to 600000 ms at most. Of the faults that refuse, drop or cut, the first that befalls the request
   * does so, and the others are spared for a later one.
   *
   * @param before - what befalls the request already.
   */
  next(addressee: Addressee, before?: Effect): Effect | undefined {
    let effect = before;
    for (const active of this.#active) effect = active.meet(addressee, effect);
    if (this.#active.some(({ isOver }) => isOver)) this.#active = this.#active.filter(({ isOver }) => !isOver);
    return effect;
  }
}
