import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../api.ts';
import { readEvents } from './read-events.ts';
import type { ShownEvent } from './sessions.ts';
import { toWords } from './words.ts';

/** All events of the user, for the histogram. They bypass the API, so faults do not affect them. */
export type History =
  | { readonly is: 'none' | 'loading' }
  | { readonly is: 'ready'; readonly user: string; readonly events: readonly ShownEvent[] }
  | { readonly is: 'failed'; readonly why: string };

/** Whose history it is. */
export interface Subject {
  readonly project: string;
  readonly user: string;
}

/**
 * Keeps the history of a user up to date.
 *
 * @param changes - counts up when the mock's answer may have changed.
 */
export function createHistory(
  api: Api,
  subject: ReadonlySignal<Subject | undefined>,
  changes: ReadonlySignal<number>,
): ReadonlySignal<History> {
  const history = signal<History>({ is: 'none' });
  let shown: Subject | undefined;
  effect(() => {
    const wanted = subject.value;
    void changes.value;
    if (wanted === undefined) {
      history.value = { is: 'none' };
      return;
    }
    if (shown !== wanted) history.value = { is: 'loading' };
    shown = wanted;
    const attempt = new AbortController();
    api
      .history(wanted.project, wanted.user, attempt.signal)
      .then(readEvents)
      .then(
        (events = []): History => ({ is: 'ready', user: wanted.user, events }),
        (error: unknown): History => ({ is: 'failed', why: toWords(error) }),
      )
      .then((found) => {
        if (!attempt.signal.aborted) history.value = found;
      });
    return () => attempt.abort();
  });
  return history;
}
