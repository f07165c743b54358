import type { Counter } from '../../journal/journal.ts';
import type { FaultInput } from '../../kit/fault.ts';
import type { FaultSettings } from '../../kit/settings.ts';
import type { Effect } from '../../serve/trouble.ts';
import { createSetting, type Setting } from '../setting.ts';
import { ActiveFault, createCounter, type Soon } from './active-fault.ts';
import { type Fault, parseFault, type RequestSubject } from './fault.ts';

/**
 * The faults that are set: what goes wrong on purpose.
 *
 * @example
 * ```ts
 * const fault = mock.faults.add({ status: 503, retryAfterSeconds: 1, times: 2 });
 * // the next two requests are refused, then all is well
 * ```
 */
export interface Faults {
  /**
   * Sets a fault besides those that are set. Its `hits` go on counting in what this gives.
   *
   * @throws OptionError that names every field that cannot be used.
   */
  add(input: FaultInput): Fault;
  /** Clears the fault of an ID; tells whether it was set. */
  remove(id: string): boolean;
  /** Clears all faults. IDs begin anew, so that the same faults draw the same again. */
  clear(): void;
  /** Lists the faults that are set, in the order they were; one that is over is gone. */
  list(): Fault[];
}

/** How a set of faults is made. */
interface FaultSetOptions {
  /** What all that is drawn comes from. */
  readonly seed: number | string;
  /** What the IDs of its faults begin with. @defaultValue `'fault'` */
  readonly prefix?: string;
  /** Where it is noted which faults are set. @defaultValue in the set alone */
  readonly setting?: Setting<FaultSettings>;
  /** Opens the count of a name. @defaultValue a count of the set alone */
  readonly openCounter?: (name: string) => Counter;
}

/** No fault is set. */
export const NO_FAULTS: FaultSettings = { set: [], added: 0, round: 0 };

/** Gives the settings without any fault, so that none is taken for one from before. */
export function clearedFaults({ round }: FaultSettings): FaultSettings {
  return { ...NO_FAULTS, round: round + 1 };
}

/** Gives the settings with one fault more, whose ID begins with a prefix. */
export function withFault(faults: FaultSettings, prefix: string, fault: FaultInput): FaultSettings {
  const added = faults.added + 1;
  return { ...faults, added, set: [...faults.set, { id: `${prefix}-${added}`, fault }] };
}

/** The faults that are set, and what they do to requests. */
export class FaultSet implements Faults {
  readonly #options: Required<FaultSetOptions>;
  /** All that are noted, by what tells them apart; some may be over. */
  #known = new Map<string, ActiveFault>();
  #active: readonly ActiveFault[] = [];

  constructor({
    seed,
    prefix = 'fault',
    setting = createSetting(NO_FAULTS),
    openCounter = createCounter,
  }: FaultSetOptions) {
    this.#options = { seed, prefix, setting, openCounter };
    setting.onChange((faults) => this.#show(faults));
    this.#show(setting.value);
  }

  /** True while a fault is set. */
  get isActive(): boolean {
    return this.#active.length > 0;
  }

  /** True while one is set that closes connections without a reply. */
  get mayDrop(): boolean {
    return this.#active.some(({ fault }) => fault.drop);
  }

  add(input: FaultInput): Fault {
    const { prefix, setting } = this.#options;
    const parsed = parseFault(input);
    let id = '';
    setting.change((faults) => {
      const next = withFault(this.#withoutOver(faults), prefix, parsed);
      id = next.set.at(-1)?.id ?? id;
      return next;
    });
    let active = this.#find(id);
    const find = () => {
      active = this.#find(id) ?? active;
      return active;
    };
    // another mock may have taken the ID meanwhile, and the fault then has the next one
    return Object.freeze({
      ...parsed,
      get id() {
        return id;
      },
      get hits() {
        return find()?.fault.hits ?? 0;
      },
    });
  }

  remove(id: string): boolean {
    const wasSet = this.list().some((fault) => fault.id === id);
    if (wasSet) {
      this.#options.setting.change((faults) => {
        const { set, ...rest } = this.#withoutOver(faults);
        return { ...rest, set: set.filter((fault) => fault.id !== id) };
      });
    }
    return wasSet;
  }

  clear(): void {
    this.#options.setting.change(clearedFaults);
  }

  list(): Fault[] {
    return this.#active.filter(({ isOver }) => !isOver).map(({ fault }) => fault);
  }

  /**
   * Decides what happens to a request, and counts it. To be called once for each request.
   *
   * Delays add up, to 600000 ms at most. Of the faults that refuse, drop or cut, the first that applies to the request
   * does so, and the others wait for a later one.
   *
   * @param before - what happens to the request already.
   */
  next(subject: RequestSubject, before?: Effect): Soon<Effect | undefined> {
    const effect = this.#active.reduce<Soon<Effect | undefined>>(
      (soon, active) => after(soon, (known) => active.meet(subject, known)),
      before,
    );
    return after(effect, (known) => {
      if (this.#active.some(({ isOver }) => isOver)) this.#active = this.#active.filter(({ isOver }) => !isOver);
      return known;
    });
  }

  /** Tells what would happen to the next request, and counts nothing; what only some requests meet is left for others. */
  peek(subject: RequestSubject, before?: Effect): Effect | undefined {
    return this.#active.reduce<Effect | undefined>((known, active) => active.peek(subject, known), before);
  }

  #show({ set, round }: FaultSettings): void {
    const { seed, openCounter } = this.#options;
    const all = set.map(({ id, fault }) => {
      const key = `${id}@${round}`;
      return this.#known.get(key) ?? new ActiveFault(fault, { id, key, seed, openCounter });
    });
    this.#known = new Map(all.map((active) => [active.key, active]));
    this.#active = all.filter(({ isOver }) => !isOver);
  }

  #find(id: string): ActiveFault | undefined {
    return this.#known.get(`${id}@${this.#options.setting.value.round}`);
  }

  /** What is over need not be noted any longer. */
  #withoutOver(faults: FaultSettings): FaultSettings {
    return { ...faults, set: faults.set.filter(({ id }) => !this.#known.get(`${id}@${faults.round}`)?.isOver) };
  }
}

/** Goes on with a value once it is there. */
export function after<T, U>(soon: Soon<T>, then: (value: T) => Soon<U>): Soon<U> {
  return soon instanceof Promise ? soon.then(then) : then(soon);
}
