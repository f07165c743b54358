import { DOCUMENTED_HOST, DOCUMENTED_PROJECT_KEY } from '../api/documented/events.ts';
import type { ApiPlace } from '../api/place.ts';
import { World } from '../data/world.ts';
import { type Capture, type Journal, toWholeChange } from '../journal/journal.ts';
import { Replica } from '../journal/replica.ts';
import type { RecordedEvent, RecordedRow, RecordInput, SessionInput, Snapshot } from '../kit/record.ts';
import type { ScenarioName, ScenarioTarget } from '../kit/scenario.ts';
import type { ScenarioSettings, Settings } from '../kit/settings.ts';
import { createHandler, type Handler } from '../serve/handle.ts';
import type { Trouble } from '../serve/trouble.ts';
import { createLoader } from '../shared/loader.ts';
import { atOnce, inSlices } from '../shared/slices.ts';
import { SessionStore } from '../store/session-store.ts';
import { createBackend } from './backend.ts';
import { type Clock, createClock, standingAt } from './clock/clock.ts';
import { clearedFaults, FaultSet, type Faults, NO_FAULTS, withFault } from './faults/fault-set.ts';
import { INTERNALS, type MockInternals } from './internals.ts';
import { JobList, NO_JOBS } from './jobs/job-list.ts';
import { CommonLog } from './log/common-log.ts';
import { createRedaction, type RequestLog, RequestRecorder } from './log/request-log.ts';
import { DEVELOPMENT_KEY, type MockOptions, type MockSettings, parseOptions } from './options.ts';
import { NO_SCENARIOS, ScenarioSet, type ScenarioState, withScenario } from './scenarios/scenario-set.ts';
import { servicesOf, toPlaces } from './services.ts';
import { SharedSettings } from './shared-settings.ts';
import type { UserPage, UserQuery } from './users/find-users.ts';
import { createUserHandle, type UserHandle } from './users/user-handle.ts';

/** A stateful stand-in for the API. Every entrance (code, HTTP, MSW) sees the same state. */
export interface Mock {
  /** The options in effect, with defaults filled in. */
  readonly options: Readonly<MockSettings>;
  /** The APIs that it serves; the first of them is at the base path of the options. */
  readonly apis: readonly [ApiPlace, ...ApiPlace[]];
  /** Answers a request given as plain values; adapters for Node and MSW are built on it. */
  readonly handle: Handler;
  /** The mock's time: recorded sessions have ended by then, and with `live` visits continue as it advances. */
  readonly clock: Clock;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /**
   * The last requests that it answered; those of other mocks with the same journal are only in the control API's log.
   */
  readonly requests: RequestLog;
  /**
   * Switches a scenario on, for everybody or for one user, and returns a function that switches it off.
   *
   * @throws OptionError if there is no such scenario.
   */
  use(scenario: ScenarioName, target?: ScenarioTarget): () => void;
  /** Switches a scenario off; returns whether it was on. */
  disable(scenario: ScenarioName): boolean;
  /** Lists all scenarios and which are on. */
  scenarios(): ScenarioState[];
  /**
   * Lists known users of a project: documented, then generated ones.
   *
   * @param limit - how many at most. @defaultValue 10
   */
  users(limit?: number, projectKey?: string): Promise<string[]>;
  /** Lists users page by page, optionally those whose ID contains a text. */
  findUsers(query?: UserQuery): Promise<UserPage>;
  /** Returns a handle of one user, to read and to record. */
  user(userId: string, projectKey?: string): UserHandle;
  /** Returns all events of a user in reply order; none for an unknown user. */
  events(userId: string, projectKey?: string): Promise<RecordedEvent[]>;
  /**
   * Stores a visit over the generated data, all or nothing, and returns its events as stored.
   *
   * @throws RecordError if a field breaks the schema or contradicts what is stored.
   */
  record(visit: RecordInput): Promise<RecordedEvent[]>;
  /**
   * Stores visits, all or nothing, and returns the events as stored, by user.
   *
   * @throws RecordError as for one visit; its paths start with the index of the visit.
   */
  record(visits: readonly RecordInput[]): Promise<RecordedRow[]>;
  /** Returns what is recorded of a session; undefined if nothing is. */
  recordedSession(sessionId: number | string): RecordedRow | undefined;
  /**
   * Replaces the recorded events of a session, all or nothing, and returns them as stored; undefined if nothing is
   * recorded of it. The session stays with its user.
   *
   * @throws RecordError if a field breaks the schema or contradicts what is stored. The session is then unchanged.
   */
  replaceSession(sessionId: number | string, session: SessionInput): Promise<RecordedEvent[] | undefined>;
  /** Deletes what is recorded of a session; returns whether there was anything. */
  removeSession(sessionId: number | string): Promise<boolean>;
  /** Lists the users of a project who have recorded events, in order of their first recording. */
  recordedUsers(projectKey?: string): string[];
  /** Counts the recorded events of all users. */
  recordedEvents(): number;
  /** Resets everything to how it was created: recorded data, scenarios, faults, clock and request log. */
  reset(): Promise<void>;
  /** Returns everything recorded as plain JSON data, with the scheduled deletions. */
  snapshot(): Snapshot;
  /**
   * Replaces everything recorded with the content of a snapshot.
   *
   * @throws RecordError if the snapshot is invalid; the state is then unchanged.
   */
  restore(snapshot: unknown): Promise<void>;
  /**
   * Replaces everything recorded with the content of a journal, and appends each later change to it. Returns a function
   * that detaches it: the mock then continues in memory, and the journal stays open.
   *
   * @throws OptionError if the mock already has a journal, or differs in its options from other mocks with that
   * journal.
   * @throws RecordError if the journal holds events of a project that the mock does not know; nothing is recorded then.
   * @throws UnavailableError if the journal cannot be read.
   */
  attach(journal: Journal): Promise<() => Promise<void>>;
  /** @internal */
  readonly [INTERNALS]: MockInternals;
}

/**
 * Creates a mock of the API.
 *
 * @throws OptionError if an option is invalid.
 * @example
 * ```ts
 * const mock = createMock({ seed: 7 });
 * await mock.record({ userId: 'ada@example.org', events: [{ type: 'LOCATION', path: '/pricing/' }] });
 * ```
 */
export function createMock(options: MockOptions = {}): Mock {
  const settings = parseOptions(options);
  const { seed, projects, keys, basePath, inputEvents, live, stored } = settings;
  let current = settings;
  const services = servicesOf(settings.apis, settings.v1Release);
  const defaultProject = projects[0] ?? DOCUMENTED_PROJECT_KEY;
  const replica = new Replica();
  const openCounter = (name: string) => replica.counter(name);
  const shared = new SharedSettings(replica, {
    ...beginning(settings, { scenarios: NO_SCENARIOS, faults: NO_FAULTS }),
    clock: standingAt(settings.now),
    jobs: NO_JOBS,
  });
  const clock = createClock(settings.now, shared.part('clock'));
  const faults = new FaultSet({ seed, setting: shared.part('faults'), openCounter });
  const scenarios = new ScenarioSet({ seed, inputEvents, setting: shared.part('scenarios'), openCounter });
  const viewOf = (projectKey: string, userId: string) => scenarios.viewOf(projectKey, userId);
  const world = new World({ ...settings, live, time: clock.now, viewOf });
  const store = new SessionStore({
    source: world,
    projects,
    now: clock.now,
    inputEvents: () => inputEvents || scenarios.isOn('input-events'),
    jobs: () => shared.value.jobs.jobs,
    loadDetails: createLoader(() =>
      import('../data/details.ts').then(({ createDetails }) =>
        createDetails(seed, () => current.site?.host ?? DOCUMENTED_HOST),
      ),
    ),
    replica,
  });
  const requests = new RequestRecorder(clock.now, createRedaction(keys, DEVELOPMENT_KEY));
  const log = new CommonLog(requests, replica);
  const capture = (): Capture => ({ settings: shared.settled, rows: store.capture() });
  const projectId = (projectKey: string) =>
    stored.projects?.find((project) => project.projectKey === projectKey)?.projectId ??
    projects.indexOf(projectKey) + 1;
  const jobs = new JobList({
    setting: shared.part('jobs'),
    replica,
    now: clock.now,
    projectId,
    given: stored.jobs ?? [],
  });
  const backend = createBackend({ settings, world, store, scenarios, jobs, now: clock.now });
  const trouble = troubleOf(faults, scenarios);
  const handle = createHandler({ services, basePath, backend, keys, trouble });
  const find = async (userId: string, projectKey = defaultProject) =>
    inSlices((await backend.find(projectKey, userId)).read());
  const recordOne = async (visit: RecordInput) => (await store.record([visit], false))[0]?.events ?? [];
  function record(visit: RecordInput): Promise<RecordedEvent[]>;
  function record(visits: readonly RecordInput[]): Promise<RecordedRow[]>;
  function record(given: RecordInput | readonly RecordInput[]) {
    // Cast: isArray does not narrow a readonly array
    return Array.isArray(given) ? store.record(given) : recordOne(given as RecordInput);
  }

  return {
    get options() {
      return current;
    },
    apis: toPlaces(services),
    handle: upToDate(replica, withLog(handle, requests)),
    clock,
    faults,
    requests,
    use(name, target) {
      scenarios.use(name, target);
      return () => void scenarios.disable(name);
    },
    disable: (name) => scenarios.disable(name),
    scenarios: () => scenarios.list(),
    users: async (limit = 10, projectKey = defaultProject) =>
      store.hasProject(projectKey) ? world.users(projectKey, limit) : [],
    findUsers: async (query = {}) => {
      const { findUsers } = await import('./users/find-users.ts');
      return findUsers(world, store, { projectKey: defaultProject, ...query });
    },
    user: (userId, projectKey = defaultProject) =>
      createUserHandle({ userId, projectKey, find: () => find(userId, projectKey), record: recordOne }),
    events: find,
    record,
    recordedSession: (sessionId) => atOnce(store.recordedSession(sessionId)),
    replaceSession: async (sessionId, session) => (await store.replaceSession(sessionId, session))?.events,
    removeSession: (sessionId) => store.removeSession(sessionId),
    recordedUsers: (projectKey = defaultProject) => store.recordedUsers(projectKey),
    recordedEvents: () => store.countRecorded(),
    async reset() {
      await replica.commit(() => {
        const change = { settings: { ...beginning(settings, shared.value), clock: clock.atStart(), jobs: NO_JOBS } };
        return store.hasRecorded || !jobs.isEmpty
          ? { type: 'replace', rows: [], ...change }
          : { type: 'settings', ...change };
      });
      await log.clear();
    },
    snapshot: () => store.snapshot(),
    restore: (snapshot) => store.restore(snapshot),
    async attach(journal) {
      const { keys: _, ...world } = settings;
      const detach = await replica.attach(journal, { options: { ...world, speed: clock.speed }, capture });
      const unshare = journal.log && log.share(journal.log);
      return async () => {
        await unshare?.();
        await detach();
      };
    },
    [INTERNALS]: {
      replica,
      settle: () => shared.settle(),
      collect: (action) => shared.collect(action),
      log,
      settings: () => shared.value,
      state: () => toWholeChange(capture()),
      snapshotText: () => store.snapshotText(),
      readSession: (sessionId) => store.recordedSession(sessionId),
      useTimeSource: (source) => clock.useSource(source),
      setClockSpeed: (speed, source) => clock.setSpeed(speed, source),
      take: (entries) => requests.take(entries),
      onSettings: (listener) => shared.watch(listener),
      useSite(site) {
        current = { ...current, site };
        world.useSite(site);
      },
      mayDrop: () => faults.mayDrop || scenarios.mayDrop,
    },
  };
}

/** Returns the scenarios and faults that a mock starts with, distinct from all that were on before. */
function beginning(
  options: Pick<MockSettings, 'scenarios' | 'faults'>,
  before: Pick<Settings, 'scenarios' | 'faults'>,
): Pick<Settings, 'scenarios' | 'faults'> {
  return {
    scenarios: options.scenarios.reduce<ScenarioSettings>((on, name) => withScenario(on, name, {}), {
      ...before.scenarios,
      on: [],
    }),
    faults: options.faults.reduce((set, fault) => withFault(set, 'fault', fault), clearedFaults(before.faults)),
  };
}

function troubleOf(faults: FaultSet, scenarios: ScenarioSet): Trouble {
  return {
    get isActive() {
      return faults.isActive || scenarios.hasFaults;
    },
    next: (request) => scenarios.nextEffect(faults, request),
    peek: (request) => scenarios.peekEffect(faults, request),
  };
}

/** Before a request is answered, catches up with changes by others with the same journal, if some may be missing. */
function upToDate(replica: Replica, handle: Handler): Handler {
  return (request) => (replica.mayBeBehind ? replica.refresh().then(() => handle(request)) : handle(request));
}

/** Logs each answered request. */
function withLog(handle: Handler, log: RequestRecorder): Handler {
  return (request) => {
    const reply = handle(request);
    if (!(reply instanceof Promise)) {
      log.add(request, reply);
      return reply;
    }
    return reply.then((answered) => {
      log.add(request, answered);
      return answered;
    });
  };
}
