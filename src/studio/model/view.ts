import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Api, type ApiReply, Away } from '../api.ts';
import { toTarget } from '../request/request-texts.ts';
import type { Route } from './route.ts';
import { parseEvents, type ShownEvent } from './sessions.ts';

/** All that the user did, for the histogram: it comes without the API, so faults do not touch it. */
export type History =
  | { readonly is: 'none' | 'loading' }
  | { readonly is: 'ready'; readonly user: string; readonly events: readonly ShownEvent[] }
  | { readonly is: 'failed'; readonly why: string };

/** What the API answered to the request that is shown. */
export type Answer =
  | { readonly is: 'none' | 'no key' }
  | { readonly is: 'answered'; readonly reply: ApiReply; readonly events: readonly ShownEvent[] | undefined }
  | { readonly is: 'broken'; readonly why: string };

/** What is looked at. */
export interface View {
  readonly history: Signal<History>;
  readonly answer: Signal<Answer>;
  readonly isWaiting: Signal<boolean>;
}

/** What decides about a view. */
export interface ViewSources {
  readonly api: Api;
  readonly basePath: ReadonlySignal<string | undefined>;
  readonly route: ReadonlySignal<Route>;
  readonly key: ReadonlySignal<string>;
  /** Counts up when what the mock holds was changed. */
  readonly changes: ReadonlySignal<number>;
}

/** While a window is being dragged, only where it rests is asked for. */
const REST_MS = 140;

/** Keeps a view up to date. */
export function createView({ api, basePath, route, key, changes }: ViewSources): View {
  const history = signal<History>({ is: 'none' });
  const answer = signal<Answer>({ is: 'none' });
  const isWaiting = signal(false);
  let shown = '';

  // each part of the route by itself, so that a change of the window does not load the history anew
  const subject = signal('');
  effect(() => {
    const { project, user } = route.value;
    subject.value = project === undefined || user === undefined ? '' : JSON.stringify([project, user]);
  });

  effect(() => {
    const isOpen = basePath.value !== undefined;
    void changes.value;
    if (subject.value === '' || !isOpen) {
      history.value = { is: 'none' };
      return;
    }
    const [project, user] = JSON.parse(subject.value) as [string, string]; // as written above
    if (shown !== subject.value) history.value = { is: 'loading' };
    shown = subject.value;
    const attempt = new AbortController();
    api.history(project, user, attempt.signal).then(
      (text) => {
        history.value = { is: 'ready', user, events: parseEvents(text) ?? [] };
      },
      (error: unknown) => {
        if (!attempt.signal.aborted) history.value = { is: 'failed', why: toWords(error) };
      },
    );
    return () => attempt.abort();
  });

  let asked = '';
  effect(() => {
    const { project, user, start, end } = route.value;
    const base = basePath.value;
    void changes.value;
    if (base === undefined || project === undefined || user === undefined) {
      answer.value = { is: 'none' };
      return;
    }
    if (key.value === '') {
      answer.value = { is: 'no key' };
      return;
    }
    const sender = key.value;
    const attempt = new AbortController();
    const target = base + toTarget({ project, user, start, end });
    isWaiting.value = true;
    const delay = asked === subject.value ? REST_MS : 0;
    asked = subject.value;
    const timer = setTimeout(() => {
      api
        .ask(target, sender, attempt.signal)
        .then(
          (reply): Answer => ({
            is: 'answered',
            reply,
            events: reply.status === 200 ? parseEvents(reply.text) : undefined,
          }),
          (error: unknown): Answer => ({ is: 'broken', why: toWords(error) }),
        )
        .then((found) => {
          if (attempt.signal.aborted) return;
          answer.value = found;
          isWaiting.value = false;
        });
    }, delay);
    return () => {
      clearTimeout(timer);
      attempt.abort();
    };
  });

  return { history, answer, isWaiting };
}

/** Says what went wrong. */
export function toWords(error: unknown): string {
  if (error instanceof Away) return error.message;
  return error instanceof Error ? error.message : String(error);
}
