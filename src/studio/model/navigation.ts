import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Hash } from './hash.ts';
import { encodeRoute, parseRoute, type Route } from './route.ts';

/** The selection in the URL. */
export interface Navigation {
  readonly route: ReadonlySignal<Route>;
  /** Changes the selection; omitted fields stay. */
  go(change: Route): void;
}

/** Defaults for what the URL does not say. */
interface Defaults {
  readonly projects: ReadonlySignal<readonly string[]>;
  /** Counts up when users may have appeared or disappeared. */
  readonly recordings: ReadonlySignal<number>;
  firstUser(project: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Keeps the selection and the URL in sync; by default the first user of the first project. */
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
