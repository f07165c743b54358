import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ShownRequest } from '../../api/curl-line.ts';
import { FACES } from '../../api/faces.ts';
import { DEVELOPMENT_KEY } from '../../kit/development-key.ts';
import type { Api } from '../api.ts';
import type { Hash } from './hash.ts';
import { followLive } from './live.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { readEvents } from './read-events.ts';
import { createView, type ServedFace, type View } from './view.ts';
import { toWords } from './words.ts';

/** Default URL of a mock started locally. */
const OWN_MOCK = 'http://127.0.0.1:4010/';

/** A short message about an action. */
interface Notice {
  readonly text: string;
  readonly isBad: boolean;
}

/** The panes of the page; a phone shows one at a time. */
export const PANES = ['users', 'sessions', 'request', 'log'] as const;
type Pane = (typeof PANES)[number];

/** The state of the page and its actions. */
interface Studio extends Omit<Mirror, 'changes'>, Navigation {
  readonly api: Api;
  readonly view: View;
  /** The APIs of the mock that the studio can ask. */
  readonly faces: ReadonlySignal<readonly ServedFace[]>;
  /** The selected one. */
  readonly face: ReadonlySignal<ServedFace | undefined>;
  /** The entered API key, empty for none. */
  readonly key: Signal<string>;
  /** The key that requests are sent with: the entered one, else the published one if the mock accepts it. */
  readonly sender: ReadonlySignal<string>;
  readonly request: ReadonlySignal<ShownRequest | undefined>;
  /** Which event of the reply is highlighted. */
  readonly selected: Signal<number | undefined>;
  readonly notice: Signal<Notice | undefined>;
  /** Whether only this page can reach the mock, as in the demo. */
  readonly isAlone: boolean;
  /** Whether sessions are listed newest first; the JSON stays in the order of the API. */
  readonly isNewestFirst: Signal<boolean>;
  /** The pane that a phone shows. */
  readonly pane: Signal<Pane>;
  now(): number;
  /** Requests again what is shown. */
  reload(): void;
  /** Runs an action on the mock; shows a notice if it fails. @returns whether it was done */
  act(done: string, action: () => Promise<unknown>): Promise<boolean>;
}

/** What a studio needs of its page. */
interface Surroundings {
  readonly api: Api;
  readonly hash: Hash;
  /** A monotonic clock in milliseconds. */
  now(): number;
  /** Whether only this page can reach the mock. @defaultValue false */
  readonly isAlone?: boolean;
}

/** Creates the studio's state. */
export function createStudio({ api, hash, now, isAlone = false }: Surroundings): Studio {
  const { changes, ...mirror } = createMirror(api, now);
  const { health, recordings } = mirror;
  const { route, go } = createNavigation(hash, {
    recordings,
    projects: computed(() => health.value?.projects ?? []),
    firstUser: async (project, signal) =>
      (await api.users({ project, search: '', from: 0, limit: 1 }, signal)).suggested ?? undefined,
  });
  const reload = () => {
    changes.value += 1;
  };
  const key = signal('');
  const sender = computed(() => key.value || (health.value?.developmentKey ? DEVELOPMENT_KEY : ''));
  const faces = computed(() =>
    (health.value?.apis ?? []).flatMap(({ id, basePaths: [path = ''] }): ServedFace[] =>
      FACES[id] ? [{ ...FACES[id], id, path }] : [],
    ),
  );
  const face = computed(() => faces.value.find(({ id }) => id === route.value.api) ?? faces.value[0]);
  const view = createView({ api, face, route, key: sender, changes });
  const request = computed((): ShownRequest | undefined => {
    const { project, user, start, end } = route.value;
    if (face.value === undefined || project === undefined || user === undefined) return undefined;
    // copied requests must work for the user
    const base = new URL(face.value.path.replace(/^\//, ''), isAlone ? OWN_MOCK : api.base).href;
    return {
      face: face.value,
      base,
      project,
      user,
      start,
      end,
      publicKey: sender.value === DEVELOPMENT_KEY ? DEVELOPMENT_KEY : undefined,
    };
  });

  followLive(
    {
      isRunning: computed(() => health.value?.live === true && (mirror.time.value?.speed ?? 0) > 0),
      known: computed(() => (view.history.value.is === 'ready' ? view.history.value.events.length : undefined)),
      async count(signal) {
        const { project = '', user = '' } = route.value;
        return (await readEvents(await api.history(project, user, signal)))?.length ?? 0;
      },
      onNews: reload,
    },
    now,
  );

  const selected = signal<number | undefined>(undefined);
  const replied = computed(() => (view.answer.value.is === 'answered' ? view.answer.value.reply.text : ''));
  effect(() => {
    // in another view or reply the same index is another event
    void route.value;
    void replied.value;
    selected.value = undefined;
  });

  const notice = signal<Notice | undefined>(undefined);
  const pane = signal<Pane>('sessions');
  const isNewestFirst = signal(true);
  return {
    ...mirror,
    ...{
      api,
      view,
      faces,
      face,
      route,
      key,
      sender,
      request,
      selected,
      notice,
      pane,
      isNewestFirst,
      isAlone,
      reload,
      now,
    },
    go(change) {
      go(change);
      // after choosing a user, show them
      if (change.user !== undefined) pane.value = 'sessions';
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

/** Provides a studio to the components below. */
export const StudioProvider = StudioContext.Provider;

/** Returns the studio that a component is in. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('Failed to show a component: it is outside a StudioProvider. Wrap it in one.');
  return studio;
}
