import { computed, type ReadonlySignal } from '@preact/signals';
import type { Api } from '../api.ts';
import { toTarget } from '../request/request-texts.ts';
import { type Answer, createAnswer, type Question } from './answer.ts';
import { createHistory, type History, type Subject } from './history.ts';
import type { Route } from './route.ts';

/** What is looked at. */
export interface View {
  readonly history: ReadonlySignal<History>;
  readonly answer: ReadonlySignal<Answer>;
  readonly isWaiting: ReadonlySignal<boolean>;
}

/** What decides about a view. */
export interface ViewSources {
  readonly api: Api;
  /** Of the mocked API; undefined until the mock said it. */
  readonly basePath: ReadonlySignal<string | undefined>;
  readonly route: ReadonlySignal<Route>;
  readonly key: ReadonlySignal<string>;
  /** Counts up when the mock may answer otherwise than before. */
  readonly changes: ReadonlySignal<number>;
}

/** Keeps a view up to date. */
export function createView({ api, basePath, route, key, changes }: ViewSources): View {
  const project = computed(() => (basePath.value === undefined ? undefined : route.value.project));
  const user = computed(() => route.value.user);
  // the same object as long as it is the same user, whatever their window
  const subject = computed((): Subject | undefined =>
    project.value === undefined || user.value === undefined ? undefined : { project: project.value, user: user.value },
  );
  const question = computed((): Question | undefined => {
    if (!subject.value) return undefined;
    const { start, end } = route.value;
    const target = basePath.value + toTarget({ ...subject.value, start, end });
    return { target, key: key.value, subject: subject.value };
  });
  return { history: createHistory(api, subject, changes), ...createAnswer(api, question, changes) };
}
