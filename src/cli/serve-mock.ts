import type { Command } from 'commander';
import type { ApiId } from '../api/ids.ts';
import type { V1Release } from '../api/v1/release.ts';
import type { Locale } from '../data/model/locales.ts';
import type { CorsPolicy } from '../hosts/cors.ts';
import { serve } from '../hosts/node.ts';
import type { ServeOptions } from '../hosts/serve-options.ts';
import type { SharedJournal } from '../hosts/workers/shared-journal.ts';
import type { StateFile } from '../journal/file/state-file.ts';
import type { FaultInput } from '../kit/fault.ts';
import type { ScenarioName } from '../kit/scenario.ts';
import { createMock, type Mock } from '../mock/mock.ts';
import { type MockOptions, parseOptions } from '../mock/options.ts';
import { RecordError, UnavailableError } from '../shared/errors.ts';
import { Exit } from './exit.ts';
import { type RecordedFixture, recordFixtures } from './fixtures.ts';
import { keysFrom } from './flags.ts';
import { writeGreeting, writeUsers } from './greeting.ts';
import { presentMinute } from './mock-flags.ts';
import { isOnTerminal, print, warn } from './print.ts';
import { toRequestLine } from './request-line.ts';
import { writeSetUp } from './set-up-lines.ts';
import { readSiteFile } from './site-file.ts';

/** The flags of `mock`, as parsed. */
export interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly seed: string;
  readonly now?: number;
  readonly users: number;
  readonly documentedUser: boolean;
  readonly locale: Locale;
  readonly site?: string;
  readonly key?: readonly string[];
  readonly project?: readonly string[];
  readonly api?: readonly ApiId[];
  readonly v1Release: V1Release;
  readonly inputEvents?: boolean;
  readonly window: 'event' | 'session';
  readonly cors: CorsPolicy;
  readonly fixture?: readonly string[];
  readonly state?: string;
  readonly live?: boolean;
  readonly speed?: number;
  readonly scenario?: readonly ScenarioName[];
  readonly latency?: FaultInput['latency'];
  readonly fault?: readonly FaultInput[];
  readonly workers: number;
  readonly config?: string;
  /** Left out, it is as standard output is a terminal or not. */
  readonly log?: boolean;
  readonly controlKey?: string;
  readonly control: boolean;
  readonly maxHeader: number;
  readonly maxBody: number;
  readonly maxItems: number;
  readonly maxText: number;
  readonly requestTimeout: number;
  readonly idleTimeout: number;
  readonly maxConnections: number;
}

/** How long nobody must have asked for anything before the mock looks up users to print. */
const QUIET_MS = 250;
/** After so many times it is done anyway. */
const MOST_WAITS = 20;

/** Serves a mock until the process is told to stop. */
export async function serveMock(files: readonly string[], { config }: MockFlags, command: Command): Promise<void> {
  if (config !== undefined) await (await import('./mock-config.ts')).applyMockConfig(command, config);
  const given = command.opts<MockFlags>();
  const flags = { ...given, fixture: [...(given.fixture ?? []), ...files] };
  if (flags.speed !== undefined && !flags.live) {
    throw new Exit(2, 'Failed to serve: --speed needs --live, without which the clock stands still. Pass both.');
  }
  const mock = createMock({ ...toMockOptions(flags), ...(flags.site && { site: await readSiteFile(flags.site) }) });
  // what cannot be made up is told now, not with the first request
  if (flags.site) await mock.users(2);
  const state = await openState(flags.state);
  const shared = await openShared(flags, state);
  await takeOver(mock, shared, state);
  const fixtures = await recordOnce(mock, flags);
  if (flags.live) mock.clock.follow(Date.now, flags.speed);
  const { url, close } = await listen(mock, flags, shared);
  const stopped = untilStopped();
  const { latency, fault: faults = [] } = flags;
  const setUp = writeSetUp(mock, { fixtures, state: state?.path, latency, faults });
  print(...writeGreeting(mock, { url, hasStudio: flags.control, setUp }));
  if (flags.log ?? isOnTerminal()) mock.requests.subscribe((entry) => print(toRequestLine(entry, mock)));
  // finding users loads the generator, which would hold up replies
  const giveUp = onceQuiet(mock, async () => print('', ...(await writeUsers(mock, url))));
  await stopped;
  giveUp();
  await close();
  await state?.close();
  print(state ? `The mock has stopped; what was recorded is in ${state.path}.` : 'The mock has stopped.');
}

/** The options of the mock that the flags ask for. */
export function toMockOptions(flags: MockFlags): MockOptions {
  const {
    seed,
    users,
    documentedUser,
    locale,
    window,
    inputEvents = false,
    live = false,
    now = presentMinute(),
  } = flags;
  const { scenario = [], latency, fault = [] } = flags;
  // where the first API is depends on which are answered
  const { basePath: _, ...defaults } = parseOptions({});
  return {
    ...defaults,
    ...{ seed, now, users, documentedUser, locale, window, inputEvents, live },
    ...(flags.api && { apis: flags.api }),
    v1Release: flags.v1Release,
    scenarios: scenario,
    faults: latency === undefined ? fault : [{ latency }, ...fault],
    keys: keysFrom(flags.key) ?? defaults.keys,
    projects: flags.project ?? defaults.projects,
  };
}

/** The options of the server that the flags ask for. */
export function toServeOptions(flags: MockFlags): ServeOptions {
  const { port, host, cors, control, controlKey = process.env.OPENREPLAY_KIT_CONTROL_KEY } = flags;
  const limits = {
    headerBytes: flags.maxHeader,
    bodyBytes: flags.maxBody,
    bodyItems: flags.maxItems,
    textBytes: flags.maxText,
    requestMs: flags.requestTimeout,
    idleMs: flags.idleTimeout,
    connections: flags.maxConnections,
  };
  return { port, host, cors, control, ...(controlKey && { controlKey }), timeSource: Date.now, limits };
}

async function openState(path: string | undefined) {
  if (path === undefined) return undefined;
  const { openStateFile } = await import('../journal/file/state-file.ts');
  const state = await openStateFile(path);
  if (state.cutBytes > 0) {
    warn(
      `The last entry of the state file ${path} was never written whole, as when a process is killed: its ${state.cutBytes} bytes were moved to ${state.asidePath}.`,
    );
  }
  return state;
}

/** Opens what gives all workers the same state; undefined for a mock of one process. */
async function openShared({ workers }: MockFlags, state: StateFile | undefined): Promise<SharedJournal | undefined> {
  if (workers <= 1) return undefined;
  const { SharedJournal } = await import('../hosts/workers/shared-journal.ts');
  return new SharedJournal(state);
}

async function takeOver(mock: Mock, shared: SharedJournal | undefined, state: StateFile | undefined): Promise<void> {
  const journal = shared ?? state;
  try {
    if (journal) await mock.attach(journal);
  } catch (error) {
    if (!(error instanceof RecordError && state)) throw error;
    const [project] = error.issues.map(({ path }) => path);
    throw new Exit(
      2,
      `Failed to use the state file ${state.path}: it holds events of the project ${project}, which is not served. Pass --project ${project} too, or name another file.`,
    );
  }
}

async function listen(mock: Mock, flags: MockFlags, journal: SharedJournal | undefined) {
  try {
    return await listenAt(mock, flags, journal);
  } catch (error) {
    const isTaken = error instanceof UnavailableError && (error.cause as NodeJS.ErrnoException)?.code === 'EADDRINUSE';
    throw isTaken ? new Exit(2, portTaken(flags)) : error;
  }
}

function portTaken({ port, host }: MockFlags): string {
  const other = port < LAST_PORT ? port + 1 : port - 1;
  return `Failed to serve: port ${port} of ${host} is taken. Stop what uses it, or choose another by --port ${other} (npm start -- --port ${other}); --port 0 takes a free one.`;
}

const LAST_PORT = 65_535;

async function listenAt(mock: Mock, flags: MockFlags, journal: SharedJournal | undefined) {
  const server = toServeOptions(flags);
  if (!journal) return serve(mock, server);
  const { serveCluster } = await import('../hosts/workers/serve-cluster.ts');
  return serveCluster(mock, { workers: flags.workers, server, journal });
}

/** Fixtures are where a state begins: one that was kept has them already. */
async function recordOnce(mock: Mock, { fixture = [], state }: MockFlags): Promise<RecordedFixture[]> {
  if (fixture.length > 0 && mock.recordedEvents() > 0) {
    warn(`The state file ${state} holds recorded events already, so fixtures were left alone.`);
    return [];
  }
  return recordFixtures(mock, fixture);
}

/** Calls back once nobody has asked the mock for anything for a while; gives what calls that off. */
function onceQuiet(mock: Mock, then: () => void): () => void {
  const count = () => mock.requests.list({ limit: 1 })[0]?.id;
  let known = count();
  let waits = 0;
  const timer = setInterval(() => {
    waits += 1;
    const now = count();
    if (now !== known && waits < MOST_WAITS) {
      known = now;
      return;
    }
    clearInterval(timer);
    then();
  }, QUIET_MS);
  return () => clearInterval(timer);
}

/** A second signal finds no listener and ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
