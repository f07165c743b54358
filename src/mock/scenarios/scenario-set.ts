import type { WorldView } from '../../data/world-view.ts';
import type { ScenarioName, ScenarioTarget } from '../../kit/scenario.ts';
import type { Effect } from '../../serve/trouble.ts';
import { FaultSet } from '../faults/fault-set.ts';
import { type Addressee, takesIn } from '../faults/target.ts';
import { parseScenario, parseTarget } from './parse-scenario.ts';
import { SCENARIOS, type Scenario } from './scenario.ts';
import { ViewSet } from './view-set.ts';

/** A scenario, whether it is switched on, and whom it then befalls. */
export interface ScenarioState {
  readonly name: ScenarioName;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly isOn: boolean;
  /** Empty means everybody. */
  readonly target: ScenarioTarget;
}

/** How a set of scenarios is made. */
export interface ScenarioSetOptions {
  /** What their faults are drawn from. */
  readonly seed: number | string;
  /** Whether INPUT events are shown without any scenario. */
  readonly inputEvents: boolean;
}

interface Use {
  readonly scenario: Scenario;
  readonly target: ScenarioTarget;
  readonly faults: FaultSet;
}

/** The scenarios that are switched on. Their faults are apart from those that are set one by one. */
export class ScenarioSet {
  readonly #seed: number | string;
  readonly #views: ViewSet;
  /** In the order they were switched on. */
  readonly #uses = new Map<ScenarioName, Use>();
  // sorted out when a scenario is switched, so that requests need not look through all of them
  #faulty: readonly Use[] = [];
  #viewing: readonly Use[] = [];
  #unsafe: readonly Use[] = [];

  constructor({ seed, inputEvents }: ScenarioSetOptions) {
    this.#seed = seed;
    this.#views = new ViewSet({ history: 'whole', inputEvents, clockSkew: false });
  }

  /** True while no scenario changes what is shown. */
  get isPlain(): boolean {
    return this.#viewing.length === 0 && this.#unsafe.length === 0;
  }

  /** True while a scenario lets something go wrong. */
  get hasFaults(): boolean {
    return this.#faulty.length > 0;
  }

  /** Whether a scenario is switched on, for whomever. */
  isOn(name: ScenarioName): boolean {
    return this.#uses.has(name);
  }

  /**
   * Switches a scenario on for everybody, or for a project, a user, or a user of a project. One that is on begins anew.
   *
   * @throws OptionError when there is no such scenario, or the target cannot be used.
   */
  use(name: ScenarioName, target: ScenarioTarget = {}): void {
    const scenario = parseScenario(name);
    const parsed = Object.freeze(parseTarget(name, target));
    const faults = new FaultSet({ seed: this.#seed, prefix: name });
    for (const fault of scenario.faults) faults.add({ ...fault, ...parsed });
    // a key that is there already would keep its place
    this.#uses.delete(name);
    this.#uses.set(name, { scenario, target: parsed, faults });
    this.#sortOut();
  }

  /**
   * Switches a scenario off; tells whether it was on.
   *
   * @throws OptionError when there is no such scenario.
   */
  unuse(name: ScenarioName): boolean {
    const wasOn = this.#uses.delete(parseScenario(name).name);
    this.#sortOut();
    return wasOn;
  }

  /** Switches all scenarios off. */
  clear(): void {
    this.#uses.clear();
    this.#sortOut();
  }

  /** Lists all scenarios, those that are off too. */
  list(): ScenarioState[] {
    return SCENARIOS.map(({ name, summary }) => {
      const use = this.#uses.get(name);
      return { name, summary, isOn: use !== undefined, target: use?.target ?? {} };
    });
  }

  /** Gives what is shown to a user; the same object for the same view. Where two differ, the one used last wins. */
  viewOf(projectKey: string, userId: string): WorldView {
    if (this.#viewing.length === 0) return this.#views.plain;
    const uses = this.#viewing.filter(({ target }) => takesIn(target, { projectKey, userId }));
    return this.#views.combine(uses.map(({ scenario }) => scenario.view));
  }

  /** Whether a user's session IDs are written as numbers beyond 2^53. */
  hasUnsafeIds(projectKey: string, userId: string): boolean {
    return this.#unsafe.some(({ target }) => takesIn(target, { projectKey, userId }));
  }

  /**
   * Decides what befalls a request, and counts it: first the faults that are set one by one, then the scenarios', in
   * the order they were switched on. To be called once for each request.
   */
  nextEffect(faults: FaultSet, addressee: Addressee): Effect | undefined {
    let effect = faults.next(addressee);
    for (const use of this.#faulty) effect = use.faults.next(addressee, effect);
    return effect;
  }

  #sortOut(): void {
    const uses = [...this.#uses.values()];
    this.#faulty = uses.filter(({ faults }) => faults.isActive);
    this.#viewing = uses.filter(({ scenario }) => Object.keys(scenario.view).length > 0);
    this.#unsafe = uses.filter(({ scenario }) => scenario.unsafeIds);
  }
}
