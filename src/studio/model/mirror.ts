import { batch, type Signal, signal } from '@preact/signals';
import type { Api, Fault, Health, Scenario, State } from '../api.ts';
import { createLink, type Link } from './link.ts';
import { createRequestList, type RequestList } from './request-list.ts';

/** The mock's time as reported, and when. */
export interface ReportedTime {
  readonly now: number;
  readonly speed: number;
  /** This page's time then, in milliseconds. */
  readonly reportedAt: number;
}

/** The state of the mock, kept up to date. */
export interface Mirror {
  readonly link: Link;
  readonly health: Signal<Health | undefined>;
  readonly time: Signal<ReportedTime | undefined>;
  readonly scenarios: Signal<readonly Scenario[]>;
  readonly faults: Signal<readonly Fault[]>;
  readonly requests: RequestList;
  /** Counts up when the API's answers may have changed. */
  readonly changes: Signal<number>;
  /** Counts up when the mock's data was changed, so that users may have appeared or disappeared. */
  readonly recordings: Signal<number>;
}

/** Follows a mock. */
export function createMirror(api: Api, now: () => number): Mirror {
  const health = signal<Health | undefined>(undefined);
  const time = signal<ReportedTime | undefined>(undefined);
  const scenarios = signal<readonly Scenario[]>([]);
  const faults = signal<readonly Fault[]>([]);
  const requests = createRequestList();
  const changes = signal(0);
  const recordings = signal(0);

  /** The link reports when the mock is unreachable, so a failed read needs no message of its own. */
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
    time.value = { now: shown, speed, reportedAt: now() };
  };

  const notify = (state: State) => {
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
      state: notify,
      request: requests.add,
    },
    now,
  );
  return { link, health, time, scenarios, faults, requests, changes, recordings };
}
