import { batch, type Signal, signal } from '@preact/signals';
import type { Api, Fault, Health, Scenario, State } from '../api.ts';
import { createLink, type Link } from './link.ts';
import { createRequestList, type RequestList } from './request-list.ts';

/** The mock's time as it was told, and when. */
export interface ToldTime {
  readonly now: number;
  readonly speed: number;
  /** This page's own time then, in milliseconds. */
  readonly toldAt: number;
}

/** What the mock says of itself, kept up to date. */
export interface Mirror {
  readonly link: Link;
  readonly health: Signal<Health | undefined>;
  readonly time: Signal<ToldTime | undefined>;
  readonly scenarios: Signal<readonly Scenario[]>;
  readonly faults: Signal<readonly Fault[]>;
  readonly requests: RequestList;
  /** Counts up when the API may answer otherwise than before. */
  readonly changes: Signal<number>;
  /** Counts up when what the mock holds was changed, so that users may have come or gone. */
  readonly recordings: Signal<number>;
}

/** Follows a mock. */
export function createMirror(api: Api, now: () => number): Mirror {
  const health = signal<Health | undefined>(undefined);
  const time = signal<ToldTime | undefined>(undefined);
  const scenarios = signal<readonly Scenario[]>([]);
  const faults = signal<readonly Fault[]>([]);
  const requests = createRequestList();
  const changes = signal(0);
  const recordings = signal(0);

  /** The link says when the mock is gone, so a reading that fails needs no words of its own. */
  const read = <T>(reading: Promise<T>, target: Signal<T> | Signal<T | undefined>) =>
    reading.then(
      (found) => {
        target.value = found;
      },
      () => undefined,
    );
  const readSwitches = () => {
    read(api.scenarios(), scenarios);
    read(api.faults(), faults);
  };
  const keepTime = ({ now: shown, speed }: { readonly now: number; readonly speed: number }) => {
    time.value = { now: shown, speed, toldAt: now() };
  };

  const tell = (state: State) => {
    const { changed } = state;
    keepTime(state);
    if (changed === 'requests' || changed === 'everything') requests.replace([]);
    if (changed === 'nothing' || changed === 'requests') return;
    changes.value += 1;
    if (changed === 'recorded' || changed === 'everything') recordings.value += 1;
    readSwitches();
    if (changed !== 'clock') read(api.health(), health);
  };

  const link = createLink(
    api,
    {
      opened(found, answered) {
        batch(() => {
          health.value = found;
          keepTime(found);
          requests.replace(answered);
          changes.value += 1;
          recordings.value += 1;
        });
        readSwitches();
      },
      state: tell,
      request: requests.add,
    },
    now,
  );
  return { link, health, time, scenarios, faults, requests, changes, recordings };
}
