import { DOCUMENTED_EVENTS } from '../api/documented/events.ts';
import type { SessionEvent } from '../api/session-event.ts';
import { Lru } from '../shared/lru.ts';
import { drawClockSkew, shiftEvents } from './clock-skew.ts';
import { LiveArrivals } from './live-arrivals.ts';
import { LiveHistory } from './live-history.ts';
import { DEFAULT_LOCALE, UTC_OFFSET_HOURS } from './model/locales.ts';
import { loadPopulation, type Population, type PopulationOptions } from './population.ts';
import { LATEST_EVENT } from './schedule.ts';
import { nameView, type WorldView } from './world-view.ts';

/** How many users' histories are cached, and how many events they may have in total. */
const MOST_HISTORIES = 200;
const MOST_EVENTS = 200_000;
const MOST_PROJECTS = 100;
const NOTHING: readonly SessionEvent[] = Object.freeze([]);
const NEVER: readonly number[] = [];

/** What determines histories besides the clock. */
interface HistoryOptions extends PopulationOptions {
  /** Whether people keep visiting after `now`. @defaultValue false */
  readonly live?: boolean;
}

/** Whose history to show. */
interface Shown {
  readonly view: WorldView;
  /** Whether it is the documented user. */
  readonly documented: boolean;
}

/** The history of a user in one view. */
interface KeptHistory {
  /** The name of the view. */
  readonly view: string;
  readonly history: LiveHistory;
}

/** Loads the generated users and their histories, up to a clock's time (epoch ms). */
export async function loadHistories(options: HistoryOptions, time: () => number): Promise<Histories> {
  return new Histories(options, await loadPopulation(options), time);
}

/** Histories of users up to a clock's time. Those of recently requested users are cached. */
export class Histories {
  /** The generated users of these histories. */
  readonly population: Population;
  readonly #options: HistoryOptions;
  readonly #time: () => number;
  readonly #cache = new Lru<string, KeptHistory>({ max: MOST_HISTORIES, maxSize: MOST_EVENTS });
  readonly #arrivals = new Lru<string, LiveArrivals>({ max: MOST_PROJECTS });

  constructor(options: HistoryOptions, population: Population, time: () => number) {
    this.#options = options;
    this.population = population;
    this.#time = time;
  }

  /**
   * Returns a user's events in reply order; none for an unknown user. It is the same array while the events are the
   * same and cached.
   */
  events(projectKey: string, userId: string, shown: Shown): readonly SessionEvent[] {
    const key = `${projectKey}/${userId}`;
    const view = nameView(shown.view);
    const kept = this.#cache.get(key);
    const history = kept?.view === view ? kept.history : this.#open(projectKey, userId, shown);
    if (history === undefined) return NOTHING;
    const events = history.until(this.#drawArrivals(projectKey));
    this.#cache.set(key, { view, history }, history.size);
    return events;
  }

  /** Generates what a view shows of a user; undefined for an unknown user. */
  #open(projectKey: string, userId: string, { view, documented }: Shown): LiveHistory | undefined {
    const { seed, now, live = false } = this.#options;
    const { population } = this;
    const skewMs = view.clockSkew ? drawClockSkew(seed, projectKey, userId) : 0;
    if (documented && view.history === 'whole') {
      return new LiveHistory(still(shiftEvents(DOCUMENTED_EVENTS, skewMs), skewMs));
    }
    const index = population.indexOf(projectKey, userId);
    if (!documented && index < 0) return undefined;
    if (!live || view.history === 'huge') {
      return new LiveHistory(still(population.eventsAs(projectKey, userId, view), skewMs));
    }
    const cut = cutAt(now + skewMs, population.eventsAs(projectKey, userId, view, LATEST_EVENT));
    const source = { ...still(cut.history, skewMs), underWay: cut.underWay };
    if (view.history !== 'whole') return new LiveHistory(source);
    const arrivals = this.#arrivalsOf(projectKey);
    const visit = (start: number) => population.visit(projectKey, userId, start, view);
    return new LiveHistory({ ...source, starts: () => arrivals.of(index), visit });
  }

  /** Draws who arrives until now, and returns the current time. */
  #drawArrivals(projectKey: string): number {
    const time = this.#time();
    if (this.#options.live) this.#arrivalsOf(projectKey).drawUntil(time);
    return time;
  }

  #arrivalsOf(projectKey: string): LiveArrivals {
    const utcOffsetHours = UTC_OFFSET_HOURS[this.#options.locale ?? DEFAULT_LOCALE];
    return this.#arrivals.getOrCreate(
      projectKey,
      () => new LiveArrivals({ ...this.#options, projectKey, utcOffsetHours }),
    );
  }
}

/** Events that never grow. */
function still(history: readonly SessionEvent[], skewMs: number) {
  return { history, underWay: NOTHING, skewMs, starts: () => NEVER, visit: () => NOTHING };
}

/** Splits events into those up to a time and the few last ones after it. */
function cutAt(time: number, events: readonly SessionEvent[]) {
  const last = events.findLastIndex(({ timestamp }) => timestamp <= time);
  return { history: events.slice(0, last + 1), underWay: events.slice(last + 1) };
}
