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

/** Where a mock is that somebody starts for themselves. */
const OWN_MOCK = 'http://127.0.0.1:4010/';

/** A short message about something that was done. */
interface Notice {
  readonly text: string;
  readonly isBad: boolean;
}

/** The parts of the page, of which a phone shows one at a time. */
export const PANES = ['users', 'sessions', 'request', 'log'] as const;
type Pane = (typeof PANES)[number];

/** Everything that the page shows, and what can be done. */
interface Studio extends Omit<Mirror, 'changes'>, Navigation {
  readonly api: Api;
  readonly view: View;
  /** The APIs of the mock that the studio can ask. */
  readonly faces: ReadonlySignal<readonly ServedFace[]>;
  /** The one that is asked. */
  readonly face: ReadonlySignal<ServedFace | undefined>;
  /** The API key that was entered, empty for none. */
  readonly key: Signal<string>;
  /** The key that requests are sent with: the entered one, else the published one if the mock takes it. */
  readonly sender: ReadonlySignal<string>;
  readonly request: ReadonlySignal<ShownRequest | undefined>;
  /** Which event of the reply is highlighted. */
  readonly selected: Signal<number | undefined>;
  readonly notice: Signal<Notice | undefined>;
  /** Whether nobody but this page can reach the mock, as in the demo. */
  readonly isAlone: boolean;
  /** Whether sessions are listed from the last to the first; the JSON stays in the order of the API. */
  readonly isNewestFirst: Signal<boolean>;
  /** The part that a phone shows. */
  readonly pane: Signal<Pane>;
  now(): number;
  /** Asks again for what is shown. */
  reload(): void;
  /** Does something to the mock; says so when it fails. @returns whether it was done */
  act(done: string, action: () => Promise<unknown>): Promise<boolean>;
}

/** What a studio needs of the page it is in. */
interface Surroundings {
  readonly api: Api;
  readonly hash: Hash;
  /** Milliseconds that only go forward. */
  now(): number;
  /** Whether nobody but this page can reach the mock. @defaultValue false */
  readonly isAlone?: boolean;
}

/** Creates what the page shows. */
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
    // what is copied has to work for who copies it
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
    // in another view or reply the same place is another event
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
      // whoever chooses a user wants to see them
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

/** Gives a studio to the components below. */
export const StudioProvider = StudioContext.Provider;

/** Gives a component the studio that it is in. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('Failed to show a component: it is outside a StudioProvider. Put it into one.');
  return studio;
}
