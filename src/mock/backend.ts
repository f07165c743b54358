import { toSessionId } from '../api/any-session-id.ts';
import type { World } from '../data/world.ts';
import type { Backend } from '../serve/service.ts';
import { createLoader } from '../shared/loader.ts';
import { EventBuffer } from '../store/event-buffer.ts';
import type { SessionStore } from '../store/session-store.ts';
import { toColumns } from './analytics/to-columns.ts';
import type { JobList } from './jobs/job-list.ts';
import type { MockSettings } from './options.ts';
import { createUnsafeIds, type ScenarioSet } from './scenarios/scenario-set.ts';

/** The parts of a mock that the backend reads. */
interface BackendParts {
  readonly settings: Pick<MockSettings, 'seed' | 'locale' | 'projects' | 'stored' | 'window'>;
  readonly world: World;
  readonly store: SessionStore;
  readonly scenarios: ScenarioSet;
  readonly jobs: JobList;
  /** The mock's clock, epoch ms. */
  readonly now: () => number;
}

/** Builds the backend of the operations of all APIs; what only the deployed APIs need is loaded on demand. */
export function createBackend({ settings, world, store, scenarios, jobs, now }: BackendParts): Backend {
  const { seed, locale, projects, stored, window } = settings;
  const find = createFind(store, scenarios, jobs);
  const deletedUntil = (projectKey: string, userId: string) => jobs.deletedUntil(projectKey, userId);
  const inactive = new Set(
    stored.projects?.filter(({ isActive = true }) => !isActive).map(({ projectKey }) => projectKey),
  );
  const users = async (projectKey: string, limit: number) => {
    if (!store.hasProject(projectKey)) return [];
    return [...new Set([...(await world.users(projectKey, limit)), ...store.recordedUsers(projectKey)])];
  };
  const loadMakeUp = createLoader(() =>
    import('../data/session-facts.ts').then(({ createFactMaker }) => createFactMaker(seed, locale)),
  );
  const loadAnalytics = createLoader(async () => {
    const makeUp = await loadMakeUp();
    const { MockAnalytics } = await import('./analytics/mock-analytics.ts');
    return new MockAnalytics({
      projects,
      stored,
      find,
      users,
      deletedUntil,
      revision: (projectKey, userId) =>
        scenarios.isPlain && jobs.isEmpty ? store.sourceRevision(projectKey, userId) : undefined,
      ownerOf: (projectKey, sessionId) => {
        const owner = store.ownerOf(toSessionId(sessionId));
        return owner?.projectKey === projectKey ? owner.userId : undefined;
      },
      about: (projectKey, userId, sessionId) => {
        const given = store.givenOf(projectKey, userId).get(toSessionId(sessionId));
        return toColumns({ ...makeUp({ projectKey, userId }, sessionId), ...given });
      },
    });
  });
  const loadSessions = createLoader(async () => {
    const makeUp = await loadMakeUp();
    const { MockSessions } = await import('./sessions/mock-sessions.ts');
    return new MockSessions({
      projects,
      find,
      users,
      deletedUntil,
      givenOf: (projectKey, userId) => store.givenOf(projectKey, userId),
      ownerOf: (id) => store.ownerOf(id),
      makeUp,
      now,
    });
  });
  return {
    hasProject: (projectKey) => store.hasProject(projectKey) && !inactive.has(projectKey),
    find,
    window,
    loadSessions,
    loadAnalytics,
    jobs,
  };
}

/** Builds the lookup of a user's events as shown: without deleted ones, and changed by scenarios. */
function createFind(store: SessionStore, scenarios: ScenarioSet, jobs: JobList): Backend['find'] {
  const withUnsafeIds = createUnsafeIds();
  return (projectKey, userId) => {
    const found = store.find(projectKey, userId);
    if (scenarios.isPlain && jobs.isEmpty) return found;
    const show = (events: EventBuffer) => {
      const kept = eventsSince(events, jobs.deletedUntil(projectKey, userId));
      return scenarios.hasUnsafeIds(projectKey, userId) ? withUnsafeIds(kept) : kept;
    };
    return found instanceof Promise ? found.then(show) : show(found);
  };
}

/** Returns the events from a time on, epoch ms. */
function eventsSince(events: EventBuffer, time: number): EventBuffer {
  if (time === 0) return events;
  return new EventBuffer(events.events().filter(({ timestamp }) => timestamp >= time));
}
