import { DOCUMENTED_EVENTS, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../schema/documented.ts';
import type { SessionEvent } from '../schema/session-event.ts';
import { loadPopulation, type Population, type PopulationOptions } from './population.ts';

/**
 * Everything that is there before anything is recorded: the documented user and the generated ones.
 *
 * The generator and its word lists are loaded when a generated user is first asked for; from then on answers come at
 * once, without a promise.
 */
export class World {
  readonly #options: PopulationOptions;
  #loading: Promise<Population> | undefined;
  #population: Population | undefined;

  constructor(options: PopulationOptions) {
    this.#options = options;
  }

  /** Gives a user's events in reply order; none for a stranger. */
  events(projectKey: string, userId: string): readonly SessionEvent[] | Promise<readonly SessionEvent[]> {
    if (isDocumented(projectKey, userId)) return DOCUMENTED_EVENTS;
    if (this.#options.users === 0) return [];
    if (this.#population) return this.#population.events(projectKey, userId);
    return this.#load().then((population) => population.events(projectKey, userId));
  }

  /** Lists up to `limit` users of a project, the documented one first. */
  async users(projectKey: string, limit: number): Promise<string[]> {
    const documented = projectKey === DOCUMENTED_PROJECT_KEY ? [DOCUMENTED_USER_ID] : [];
    const generated = Math.max(0, Math.min(limit - documented.length, this.#options.users));
    if (generated === 0) return documented.slice(0, limit);
    const population = await this.#load();
    return [...documented, ...Array.from({ length: generated }, (_, index) => population.userIdAt(projectKey, index))];
  }

  async #load(): Promise<Population> {
    this.#loading ??= loadPopulation(this.#options);
    this.#population = await this.#loading;
    return this.#population;
  }
}

function isDocumented(projectKey: string, userId: string): boolean {
  return projectKey === DOCUMENTED_PROJECT_KEY && userId === DOCUMENTED_USER_ID;
}
