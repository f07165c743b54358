import { World } from './data/world.ts';
import { createHandler, type Handler } from './endpoint/handle.ts';
import { type MockOptions, parseOptions } from './options.ts';
import { DOCUMENTED_PROJECT_KEY } from './schema/documented.ts';
import type { SessionEvent } from './schema/session-event.ts';
import type { RecordInput } from './store/record-input.ts';
import { SessionStore } from './store/session-store.ts';
import type { Snapshot } from './store/snapshot.ts';

/** A stateful stand-in for the API. Every entrance (code, HTTP, MSW) sees the same state. */
export interface Mock {
  /** The options in force, defaults filled in. */
  readonly options: Readonly<Required<MockOptions>>;
  /** Answers a request given as plain values; adapters for Node and MSW are built on it. */
  readonly handle: Handler;
  /** Lists up to `limit` known users of a project: those documented, then generated ones. */
  users(limit?: number, projectKey?: string): Promise<string[]>;
  /** Gives all events of a user in reply order; none for a stranger. */
  events(userId: string, projectKey?: string): Promise<SessionEvent[]>;
  /**
   * Stores a visit over what is generated, whole or not at all, and gives its events as stored.
   *
   * @throws RecordError when a field breaks the schema or contradicts what is stored.
   */
  record(input: RecordInput): Promise<SessionEvent[]>;
  /** Forgets everything recorded. */
  reset(): void;
  /** Gives everything recorded as plain JSON data. */
  snapshot(): Snapshot;
  /**
   * Replaces everything recorded by what a snapshot holds.
   *
   * @throws RecordError when the snapshot is broken; the state is then as it was.
   */
  restore(snapshot: unknown): void;
}

/**
 * Creates a mock of the API.
 *
 * @throws OptionError when an option cannot be used.
 * @example
 * ```ts
 * const mock = createMock({ seed: 7 });
 * await mock.record({ userId: 'ada@example.org', events: [{ type: 'LOCATION', path: '/pricing/' }] });
 * ```
 */
export function createMock(options: MockOptions = {}): Mock {
  const settings = parseOptions(options);
  const { projects, keys, basePath, window } = settings;
  const defaultProject = projects[0] ?? DOCUMENTED_PROJECT_KEY;
  const world = new World(settings);
  const store = new SessionStore({ ...settings, source: world });

  return {
    options: settings,
    handle: createHandler({ store, keys, basePath, window }),
    users: async (limit = 10, projectKey = defaultProject) =>
      store.hasProject(projectKey) ? world.users(projectKey, limit) : [],
    events: async (userId, projectKey = defaultProject) => structuredClone([...(await store.find(projectKey, userId))]),
    record: (input) => store.record(input),
    reset: () => store.reset(),
    snapshot: () => store.snapshot(),
    restore: (snapshot) => store.restore(snapshot),
  };
}
