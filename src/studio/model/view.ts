import { computed, type ReadonlySignal } from '@preact/signals';
import type { Face } from '../../api/faces.ts';
import type { Api } from '../api.ts';
import { type Answer, createAnswer, type Question } from './answer.ts';
import { createHistory, type History, type Subject } from './history.ts';
import type { Route } from './route.ts';
import type { ShownEvent } from './sessions.ts';

/** The current view. */
export interface View {
  readonly history: ReadonlySignal<History>;
  readonly answer: ReadonlySignal<Answer>;
  readonly isWaiting: ReadonlySignal<boolean>;
  /** The events of the answered sessions; for summarised ones, from the history. */
  readonly events: ReadonlySignal<readonly ShownEvent[] | undefined>;
}

/** A face of the mock and its base path. */
export interface ServedFace extends Face {
  readonly id: string;
  /** Its base path on this mock, without a trailing slash. */
  readonly path: string;
}

/** What a view depends on. */
interface ViewSources {
  readonly api: Api;
  /** Undefined until the mock has reported its APIs. */
  readonly face: ReadonlySignal<ServedFace | undefined>;
  readonly route: ReadonlySignal<Route>;
  readonly key: ReadonlySignal<string>;
  /** Counts up when the mock's answers may have changed. */
  readonly changes: ReadonlySignal<number>;
}

/** Keeps a view up to date. */
export function createView({ api, face, route, key, changes }: ViewSources): View {
  const project = computed(() => (face.value === undefined ? undefined : route.value.project));
  const user = computed(() => route.value.user);
  // the same object for the same user, regardless of the window
  const subject = computed((): Subject | undefined =>
    project.value === undefined || user.value === undefined ? undefined : { project: project.value, user: user.value },
  );
  const question = computed((): Question | undefined => {
    if (!subject.value || !face.value) return undefined;
    const { path, keyPrefix, listsEvents, toCall } = face.value;
    const { start, end } = route.value;
    const call = toCall({ ...subject.value, start, end });
    return { ...call, target: path + call.target, key: key.value, keyPrefix, listsEvents, subject: subject.value };
  });
  const history = createHistory(api, subject, changes);
  const { answer, isWaiting } = createAnswer(api, question, changes);
  const events = computed(() => {
    const content = answer.value.is === 'answered' ? answer.value.content : undefined;
    if (content?.of !== 'sessions') return content?.events;
    const all = history.value.is === 'ready' ? history.value.events : undefined;
    return all?.filter(({ sessionId }) => content.ids.has(sessionId));
  });
  return { history, answer, isWaiting, events };
}
