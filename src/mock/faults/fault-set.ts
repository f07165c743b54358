import type { Counter } from '../../journal/journal.ts';
import type { FaultInput } from '../../kit/fault.ts';
import type { FaultSettings } from '../../kit/settings.ts';
import type { Effect } from '../../serve/trouble.ts';
import { createSetting, type Setting } from '../setting.ts';
import { ActiveFault, createCounter, type Soon } from './active-fault.ts';
import { type Fault, parseFault, type RequestSubject } from './fault.ts';

/**
 * Faults: what goes wrong on purpose.
 *
 * @example
 * ```ts
 * const fault = mock.faults.add({ status: 503, retryAfterSeconds: 1, times: 2 });
 * // the next two requests are refused, then all is well
 * ```
 */
export interface Faults {
  /**
   * Adds a fault. `hits` of the returned object keeps counting.
   *
   * @throws OptionError that names every invalid field.
   */
  add(input: FaultInput): Fault;
  /** Clears the fault of an ID; returns whether it was set. */
  remove(id: string): boolean;
  /** Clears all faults. IDs restart, so that the same faults draw the same values again. */
  clear(): void;
  /** Lists the faults that are set, in the order of setting; one that is used up is gone. */
  list(): Fault[];
}

/** Options of a fault set. */
interface FaultSetOptions {
  /** Seed of all draws. */
  readonly seed: number | string;
  /** Prefix of its fault IDs. @defaultValue `'fault'` */
  readonly prefix?: string;
  /** Where the faults are stored. @defaultValue in the set alone */
  readonly setting?: Setting<FaultSettings>;
  /** Opens a count by name. @defaultValue a count of the set alone */
  readonly openCounter?: (name: string) => Counter;
}

export const NO_FAULTS: FaultSettings = { set: [], added: 0, round: 0 };

/** Returns the settings without any fault, so that none is mistaken for an earlier one. */
export function clearedFaults({ round }: FaultSettings): FaultSettings {
  return { ...NO_FAULTS, round: round + 1 };
}

/** Returns the settings with one more fault, whose ID has a prefix. */
export function withFault(faults: FaultSettings, prefix: string, fault: FaultInput): FaultSettings {
  const added = faults.added + 1;
  return { ...faults, added, set: [...faults.set, { id: `${prefix}-${added}`, fault }] };
}

/** The faults that are set, and what they do to requests. */
export class FaultSet implements Faults {
  readonly #options: Required<FaultSetOptions>;
  /** All stored faults by key; some may be used up. */
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

  /** True while a fault is set that closes connections without a reply. */
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
    // if another mock has taken the ID meanwhile, the fault gets the next one
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
   * Decides what happens to a request, and counts it. Call it once for each request.
   *
   * Delays add up, to 600000 ms at most. Of the faults that refuse, drop or cut, only the first that applies takes
   * effect; the others wait for a later request.
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

  /**
   * Returns what would happen to the next request without counting; faults for only some requests are kept for others.
   */
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

  /** Drops faults that are used up. */
  #withoutOver(faults: FaultSettings): FaultSettings {
    return { ...faults, set: faults.set.filter(({ id }) => !this.#known.get(`${id}@${faults.round}`)?.isOver) };
  }
}

/** Continues with a value, at once or when its promise resolves. */
export function after<T, U>(soon: Soon<T>, then: (value: T) => Soon<U>): Soon<U> {
  return soon instanceof Promise ? soon.then(then) : then(soon);
}
