import { toUnsafeId } from '../../api/session-id.ts';
import type { WorldView } from '../../data/world-view.ts';
import type { Counter } from '../../journal/journal.ts';
import type { RecordedEvent } from '../../kit/record.ts';
import type { ScenarioName, ScenarioTarget } from '../../kit/scenario.ts';
import type { ScenarioSettings } from '../../kit/settings.ts';
import type { Effect } from '../../serve/trouble.ts';
import { EventBuffer } from '../../store/event-buffer.ts';
import { createCounter, type Soon } from '../faults/active-fault.ts';
import { matches, type RequestSubject } from '../faults/fault.ts';
import { after, FaultSet, NO_FAULTS, withFault } from '../faults/fault-set.ts';
import { createSetting, type Setting } from '../setting.ts';
import { parseScenario, parseTarget, SCENARIOS, type Scenario } from './scenario.ts';

/** A scenario, whether it is on, and what it applies to. */
export interface ScenarioState {
  readonly name: ScenarioName;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly isOn: boolean;
  /** Empty for everybody. */
  readonly target: ScenarioTarget;
}

/** Options of a scenario set. */
interface ScenarioSetOptions {
  /** Seed of their faults. */
  readonly seed: number | string;
  /** Whether INPUT events are shown without any scenario. */
  readonly inputEvents: boolean;
  /** Where the active scenarios are stored. @defaultValue in the set alone */
  readonly setting?: Setting<ScenarioSettings>;
  /** Opens a count by name. @defaultValue a count of the set alone */
  readonly openCounter?: (name: string) => Counter;
}

export const NO_SCENARIOS: ScenarioSettings = { on: [], uses: 0 };

/** Returns the settings with a scenario switched on; one that is already on restarts. */
export function withScenario({ on, uses }: ScenarioSettings, name: ScenarioName, target: ScenarioTarget) {
  return { on: [...on.filter((other) => other.name !== name), { name, target, use: uses + 1 }], uses: uses + 1 };
}

interface Use {
  /** Distinguishes it from earlier uses of the scenario. */
  readonly use: number;
  readonly scenario: Scenario;
  readonly target: ScenarioTarget;
  readonly faults: FaultSet;
}

/** The scenarios that are on. Their faults are separate from those that are set individually. */
export class ScenarioSet {
  readonly #seed: number | string;
  readonly #views: ViewSet;
  readonly #setting: Setting<ScenarioSettings>;
  readonly #openCounter: (name: string) => Counter;
  /** In the order they were switched on. */
  #uses: ReadonlyMap<ScenarioName, Use> = new Map();
  // computed when a scenario is switched, so that requests need not search all of them
  #faulty: readonly Use[] = [];
  #viewing: readonly Use[] = [];
  #unsafe: readonly Use[] = [];

  constructor({
    seed,
    inputEvents,
    setting = createSetting(NO_SCENARIOS),
    openCounter = createCounter,
  }: ScenarioSetOptions) {
    this.#seed = seed;
    this.#views = new ViewSet({ history: 'whole', inputEvents, clockSkew: false });
    this.#setting = setting;
    this.#openCounter = openCounter;
    setting.onChange((scenarios) => this.#show(scenarios));
    this.#show(setting.value);
  }

  /** True while no scenario changes what is shown. */
  get isPlain(): boolean {
    return this.#viewing.length === 0 && this.#unsafe.length === 0;
  }

  /** True while a scenario has faults. */
  get hasFaults(): boolean {
    return this.#faulty.length > 0;
  }

  /** True while a scenario closes connections without a reply. */
  get mayDrop(): boolean {
    return this.#faulty.some(({ faults }) => faults.mayDrop);
  }

  /** Whether a scenario is on for anybody. */
  isOn(name: ScenarioName): boolean {
    return this.#uses.has(name);
  }

  /**
   * Switches a scenario on for everybody, or for a project, a user, or a user of a project. One that is already on starts over.
   *
   * @throws OptionError if there is no such scenario, or the target is invalid.
   */
  use(name: ScenarioName, target: ScenarioTarget = {}): void {
    const parsed = Object.freeze(parseTarget(parseScenario(name).name, target));
    this.#setting.change((scenarios) => withScenario(scenarios, name, parsed));
  }

  /**
   * Switches a scenario off; returns whether it was on.
   *
   * @throws OptionError if there is no such scenario.
   */
  disable(name: ScenarioName): boolean {
    const wasOn = this.#uses.has(parseScenario(name).name);
    if (wasOn) this.#setting.change(({ on, uses }) => ({ on: on.filter((other) => other.name !== name), uses }));
    return wasOn;
  }

  /** Switches all scenarios off. */
  clear(): void {
    this.#setting.change(({ uses }) => ({ on: [], uses }));
  }

  /** Lists all scenarios, those that are off too. */
  list(): ScenarioState[] {
    return SCENARIOS.map(({ name, summary }) => {
      const use = this.#uses.get(name);
      return { name, summary, isOn: use !== undefined, target: use?.target ?? {} };
    });
  }

  /**
   * Returns the view of a user; the same object for the same view. If two scenarios differ, the last one switched on
   * wins.
   */
  viewOf(projectKey: string, userId: string): WorldView {
    if (this.#viewing.length === 0) return this.#views.plain;
    const uses = this.#viewing.filter(({ target }) => matches(target, { projectKey, userId }));
    return this.#views.combine(uses.map(({ scenario }) => scenario.view));
  }

  /** Whether a user's session IDs are written as numbers beyond 2^53. */
  hasUnsafeIds(projectKey: string, userId: string): boolean {
    return this.#unsafe.some(({ target }) => matches(target, { projectKey, userId }));
  }

  /**
   * Decides what happens to a request, and counts it: first the faults that are set individually, then the scenarios',
   * in the order they were switched on. Call it once for each request.
   */
  nextEffect(faults: FaultSet, subject: RequestSubject): Soon<Effect | undefined> {
    return this.#faulty.reduce(
      (soon, use) => after(soon, (effect) => use.faults.next(subject, effect)),
      faults.next(subject),
    );
  }

  /**
   * Returns what would happen to the next request without counting; faults for only some requests are kept for others.
   */
  peekEffect(faults: FaultSet, subject: RequestSubject): Effect | undefined {
    return this.#faulty.reduce((effect, use) => use.faults.peek(subject, effect), faults.peek(subject));
  }

  #show({ on }: ScenarioSettings): void {
    const uses = on.map(({ name, target, use }) => {
      const known = this.#uses.get(name);
      return known?.use === use ? known : this.#begin(name, target, use);
    });
    this.#uses = new Map(uses.map((use) => [use.scenario.name, use]));
    this.#faulty = uses.filter(({ faults }) => faults.isActive);
    this.#viewing = uses.filter(({ scenario }) => Object.keys(scenario.view).length > 0);
    this.#unsafe = uses.filter(({ scenario }) => scenario.unsafeIds);
  }

  #begin(name: ScenarioName, target: ScenarioTarget, use: number): Use {
    const scenario = parseScenario(name);
    const setting = createSetting(
      scenario.faults.reduce((faults, fault) => withFault(faults, name, { ...fault, ...target }), {
        ...NO_FAULTS,
        round: use,
      }),
    );
    const faults = new FaultSet({ seed: this.#seed, prefix: name, setting, openCounter: this.#openCounter });
    return { scenario, target, use, faults };
  }
}

/** Combines views; equal ones are the same object, so that it can be a cache key. */
class ViewSet {
  readonly plain: WorldView;
  readonly #known = new Map<string, WorldView>();

  constructor(plain: WorldView) {
    this.plain = this.#share(plain);
  }

  /** Applies changes to the plain view; the last one wins. */
  combine(changes: readonly Partial<WorldView>[]): WorldView {
    return this.#share(Object.assign({}, this.plain, ...changes));
  }

  #share(view: WorldView): WorldView {
    const key = `${view.history} ${view.inputEvents} ${view.clockSkew}`;
    const known = this.#known.get(key) ?? Object.freeze(view);
    this.#known.set(key, known);
    return known;
  }
}

/** Builds a function that rewrites a user's events with session IDs beyond 2^53, cached while they stay the same. */
export function createUnsafeIds(): (events: EventBuffer) => EventBuffer {
  const written = new WeakMap<EventBuffer, EventBuffer>();

  return (events) => {
    const known = written.get(events);
    if (known?.length === events.length) return known;
    const unsafe = new EventBuffer(events.events().map(withUnsafeId));
    written.set(events, unsafe);
    return unsafe;
  };
}

function withUnsafeId(event: RecordedEvent): RecordedEvent {
  return typeof event.sessionId === 'string' ? event : { ...event, sessionId: toUnsafeId(event.sessionId) };
}
