import { type FaultInput, LONGEST_DELAY_MS } from '../../kit/fault.ts';
import type { Effect } from '../../serve/trouble.ts';
import { openRandom } from '../../shared/random.ts';
import type { Fault } from './fault.ts';
import { drawDelayMs } from './latency.ts';
import { toRefusal } from './refusal.ts';
import { type Addressee, takesIn } from './target.ts';

/** What ends a request before its reply, or breaks the reply. */
type Ending = Pick<Effect, 'refusal' | 'drop' | 'cut'>;

/**
 * One fault and how far it has come.
 *
 * What it does to its n-th request is drawn from the seed, its ID and n alone: other faults and other requests change
 * nothing about it.
 */
export class ActiveFault {
  readonly fault: Fault;
  readonly #seed: number | string;
  readonly #ending: Ending | undefined;
  #met = 0;
  #hits = 0;

  constructor(input: FaultInput, id: string, seed: number | string) {
    const hits = () => this.#hits;
    this.fault = Object.freeze({
      ...input,
      id,
      get hits() {
        return hits();
      },
    });
    this.#seed = seed;
    this.#ending = endingOf(input);
  }

  /** True once it has befallen as many requests as it was to. */
  get isOver(): boolean {
    return this.#hits === this.fault.times;
  }

  /** Adds what it does to a request to what befalls that already; one that is ended already it does not befall. */
  meet(addressee: Addressee, before: Effect | undefined): Effect | undefined {
    const { id, rate = 1, latency = 0 } = this.fault;
    if (!takesIn(this.fault, addressee)) return before;
    const random = openRandom(this.#seed, 'fault', id, String(this.#met));
    this.#met += 1;
    if (!random.chance(rate) || (this.#ending && isEnded(before))) return before;
    this.#hits += 1;
    return {
      ...before,
      ...this.#ending,
      faultIds: [...(before?.faultIds ?? []), id],
      delayMs: Math.min((before?.delayMs ?? 0) + drawDelayMs(latency, random), LONGEST_DELAY_MS),
    };
  }
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
