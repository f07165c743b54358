import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Hash } from './hash.ts';
import { encodeRoute, parseRoute, type Route } from './route.ts';

/** What is looked at, as the address says it. */
export interface Navigation {
  readonly route: ReadonlySignal<Route>;
  /** Looks at something else; what is not given stays. */
  go(change: Route): void;
}

/** What decides where one is as long as the address does not say it. */
interface Defaults {
  readonly projects: ReadonlySignal<readonly string[]>;
  /** Counts up when users may have come or gone. */
  readonly recordings: ReadonlySignal<number>;
  firstUser(project: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Keeps what is looked at and the address the same: the first user of the first project unless told otherwise. */
export function createNavigation(hash: Hash, { projects, recordings, firstUser }: Defaults): Navigation {
  const asked = signal(parseRoute(hash.read()));
  const route = computed((): Route => ({ ...asked.value, project: asked.value.project ?? projects.value[0] }));
  hash.onChange((text) => {
    asked.value = parseRoute(text);
  });

  effect(() => {
    const { project, user } = route.value;
    void recordings.value;
    if (project === undefined || user !== undefined || projects.value.length === 0) return;
    const attempt = new AbortController();
    firstUser(project, attempt.signal).then(
      (first) => {
        if (first === undefined || attempt.signal.aborted) return;
        asked.value = { ...route.value, user: first };
        hash.write(encodeRoute(asked.value), false);
      },
      () => undefined, // the list of users says why there are none
    );
    return () => attempt.abort();
  });

  return {
    route,
    go(change) {
      const before = route.value;
      const next = { ...before, ...change };
      if (encodeRoute(next) === encodeRoute(before)) return;
      asked.value = next;
      hash.write(
        encodeRoute(next),
        next.user !== before.user || next.project !== before.project || next.api !== before.api,
      );
    },
  };
}
