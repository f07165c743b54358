import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Api, Fault, Health, LogEntry, Scenario, State } from '../api.ts';
import type { ShownRequest } from '../request/request-texts.ts';
import { createLink, type Link } from './link.ts';
import { encodeRoute, parseRoute, type Route } from './route.ts';
import { createView, toWords, type View } from './view.ts';

/** The key that is published and opens every mock that was not given others. */
const PUBLISHED_KEY = 'DevKeyOpenReplayKit1';
const MOST_LOGGED = 500;

/** The mock's time as it was told, and when. */
export interface ToldTime {
  readonly now: number;
  readonly speed: number;
  /** This page's own time then, in milliseconds. */
  readonly toldAt: number;
}

/** A short message about something that was done. */
export interface Notice {
  readonly text: string;
  readonly isBad: boolean;
}

/** Everything that the page shows, and what can be done. */
export interface Studio {
  readonly api: Api;
  readonly link: Link;
  readonly view: View;
  readonly health: Signal<Health | undefined>;
  readonly time: Signal<ToldTime | undefined>;
  readonly scenarios: Signal<readonly Scenario[]>;
  readonly faults: Signal<readonly Fault[]>;
  /** Newest first. */
  readonly log: Signal<readonly LogEntry[]>;
  readonly route: Signal<Route>;
  /** The API key that was entered, empty for none. */
  readonly key: Signal<string>;
  /** The key that requests are sent with: the entered one, else the published one if the mock takes it. */
  readonly sender: ReadonlySignal<string>;
  readonly request: ReadonlySignal<ShownRequest | undefined>;
  /** Which event of the reply is highlighted. */
  readonly selected: Signal<number | undefined>;
  readonly notice: Signal<Notice | undefined>;
  /** Counts up when what the mock holds was changed, so that users may have come or gone. */
  readonly recordings: Signal<number>;
  now(): number;
  /** Asks again for what is shown. */
  reload(): void;
  /** Looks at something else; what is not given stays. */
  go(change: Route): void;
  /** Does something to the mock; says so when it fails. @returns whether it was done */
  act(done: string, action: () => Promise<unknown>): Promise<boolean>;
}

/** What a studio needs of the page it is in. */
export interface Surroundings {
  readonly api: Api;
  /** Milliseconds that only go forward. */
  now(): number;
  hash(): string;
  setHash(hash: string, isNew: boolean): void;
}

/** Creates what the page shows. */
export function createStudio({ api, now, hash, setHash }: Surroundings): Studio {
  const health = signal<Health | undefined>(undefined);
  const time = signal<ToldTime | undefined>(undefined);
  const scenarios = signal<readonly Scenario[]>([]);
  const faults = signal<readonly Fault[]>([]);
  const log = signal<readonly LogEntry[]>([]);
  const route = signal(parseRoute(hash()));
  const givenKey = signal('');
  const selected = signal<number | undefined>(undefined);
  const notice = signal<Notice | undefined>(undefined);
  const changes = signal(0);
  const recordings = signal(0);
  const basePath = computed(() => health.value?.api);
  const key = computed(() => givenKey.value || (health.value?.developmentKey ? PUBLISHED_KEY : ''));

  const refreshSwitches = () => {
    const ignore = () => undefined; // the link says when the mock is gone
    api.scenarios().then((list) => {
      scenarios.value = list;
    }, ignore);
    api.faults().then((list) => {
      faults.value = list;
    }, ignore);
  };
  const tell = (state: State) => {
    time.value = { now: state.now, speed: state.speed, toldAt: now() };
    const { changed } = state;
    if (changed === 'requests' || changed === 'everything') log.value = [];
    if (changed === 'nothing' || changed === 'requests') return;
    refreshSwitches();
    // a scenario or a fault changes what the API answers; the clock what has happened in live mode
    changes.value += 1;
    if (changed === 'recorded' || changed === 'everything') recordings.value += 1;
    if (changed !== 'clock')
      api.health().then(
        (found) => {
          health.value = found;
        },
        () => undefined,
      );
  };
  const link = createLink(
    api,
    {
      opened(found, requests) {
        batch(() => {
          health.value = found;
          time.value = { now: found.now, speed: found.speed, toldAt: now() };
          log.value = requests.toReversed().slice(0, MOST_LOGGED);
          changes.value += 1;
          recordings.value += 1;
          if (route.value.project === undefined) route.value = { ...route.value, project: found.projects[0] };
        });
        refreshSwitches();
      },
      state: tell,
      request(entry) {
        log.value = [entry, ...log.value].slice(0, MOST_LOGGED);
      },
    },
    now,
  );

  const view = createView({ api, basePath, route, key, changes });
  const request = computed((): ShownRequest | undefined => {
    const { project, user, start, end } = route.value;
    if (basePath.value === undefined || project === undefined || user === undefined) return undefined;
    const base = new URL(basePath.value.replace(/^\//, ''), api.base).href;
    return { base, project, user, start, end, publicKey: key.value === PUBLISHED_KEY ? PUBLISHED_KEY : undefined };
  });

  return {
    ...{ api, link, view, health, time, scenarios, faults, log, route, request, selected, notice, recordings, now },
    reload: () => {
      changes.value += 1;
    },
    key: givenKey,
    sender: key,
    go(change) {
      const next = { ...route.value, ...change };
      const isOther = next.user !== route.value.user || next.project !== route.value.project;
      if (encodeRoute(next) === encodeRoute(route.value)) return;
      batch(() => {
        route.value = next;
        selected.value = undefined;
      });
      setHash(encodeRoute(next), isOther);
    },
    async act(done, action) {
      try {
        await action();
        notice.value = done === '' ? undefined : { text: done, isBad: false };
        return true;
      } catch (error) {
        notice.value = { text: toWords(error), isBad: true };
        return false;
      }
    },
  };
}

const StudioContext = createContext<Studio | undefined>(undefined);

/** Gives a studio to the components below. */
export const StudioProvider = StudioContext.Provider;

/** Gives a component the studio that it is in. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('Failed to show a component: it is outside a StudioProvider. Put it into one.');
  return studio;
}
