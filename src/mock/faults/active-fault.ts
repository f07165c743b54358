import type { Counter } from '../../journal/journal.ts';
import { type FaultInput, LONGEST_DELAY_MS } from '../../kit/fault.ts';
import type { Effect } from '../../serve/trouble.ts';
import { openRandom } from '../../shared/random.ts';
import { type Fault, matches, type RequestSubject, toRefusal } from './fault.ts';
import { drawDelayMs } from './latency.ts';

/** Opens a count of its own. */
export function createCounter(): Counter {
  let count = 0;
  return {
    next: () => ++count,
    get count() {
      return count;
    },
  };
}

/** Effects that end a request before its reply, or break the reply. */
type Ending = Pick<Effect, 'refusal' | 'drop' | 'cut'>;

/** Options of an active fault. */
interface ActiveFaultOptions {
  readonly id: string;
  /** Key of its request count, which distinguishes it from earlier faults with the same ID. */
  readonly key: string;
  readonly seed: number | string;
  readonly openCounter: (name: string) => Counter;
}

/** A value, or a promise of it if the count is kept elsewhere. */
export type Soon<T> = T | Promise<T>;

/**
 * One fault and its progress.
 *
 * Its effect on its n-th request depends on the seed, its ID and n alone, not on other faults or requests. If several
 * mocks share the counts, n counts the requests of all of them.
 */
export class ActiveFault {
  readonly fault: Fault;
  readonly key: string;
  readonly #seed: number | string;
  readonly #ending: Ending | undefined;
  readonly #matched: Counter;
  readonly #hits: Counter;

  constructor(input: FaultInput, { id, key, seed, openCounter }: ActiveFaultOptions) {
    const hits = () => Math.min(this.#hits.count, input.times ?? Number.POSITIVE_INFINITY);
    this.key = key;
    this.fault = Object.freeze({
      ...input,
      id,
      get hits() {
        return hits();
      },
    });
    this.#seed = seed;
    this.#ending = endingOf(input);
    this.#matched = openCounter(`${key} matched`);
    this.#hits = openCounter(`${key} hits`);
  }

  /** True once it has applied to as many requests as `times` says. */
  get isOver(): boolean {
    return this.fault.hits === this.fault.times;
  }

  /**
   * Adds its effect on a request to the effects before; a request that is already refused, dropped or cut stays as it
   * is.
   */
  meet(subject: RequestSubject, before: Effect | undefined): Soon<Effect | undefined> {
    if (this.isOver || !matches(this.fault, subject)) return before;
    return next(this.#matched, (count) => this.#decide(count, before));
  }

  /**
   * Adds its effect on the next request without counting. A fault that affects only some requests, by `rate` or
   * `times`, does nothing here: it is kept for requests that count.
   */
  peek(subject: RequestSubject, before: Effect | undefined): Effect | undefined {
    const { rate = 1, times } = this.fault;
    if (rate < 1 || times !== undefined || !matches(this.fault, subject)) return before;
    return this.#draw(this.#matched.count + 1, before) ?? before;
  }

  /** @param count - how many requests it has matched, this one included. */
  #decide(count: number, before: Effect | undefined): Soon<Effect | undefined> {
    const { times = Number.POSITIVE_INFINITY } = this.fault;
    const effect = this.#draw(count, before);
    // other mocks may have used up the last of them
    return effect ? next(this.#hits, (hits) => (hits <= times ? effect : before)) : before;
  }

  /** Draws the effect on the request of a count; undefined if there is none. */
  #draw(count: number, before: Effect | undefined): Effect | undefined {
    const { id, rate = 1, latency = 0 } = this.fault;
    const random = openRandom(this.#seed, 'fault', id, String(count - 1));
    if (!random.chance(rate) || (this.#ending && isEnded(before))) return undefined;
    return {
      ...before,
      ...this.#ending,
      faultIds: [...(before?.faultIds ?? []), id],
      delayMs: Math.min((before?.delayMs ?? 0) + drawDelayMs(latency, random), LONGEST_DELAY_MS),
    };
  }
}

function next<T>(counter: Counter, then: (count: number) => Soon<T>): Soon<T> {
  const count = counter.next();
  return typeof count === 'number' ? then(count) : count.then(then);
}

function endingOf(input: FaultInput): Ending | undefined {
  const refusal = toRefusal(input);
  if (refusal) return { refusal };
  if (input.drop) return { drop: true };
  return input.cut === undefined ? undefined : { cut: input.cut };
}

function isEnded(effect: Effect | undefined): boolean {
  return (effect?.refusal ?? effect?.drop ?? effect?.cut) !== undefined;
}
