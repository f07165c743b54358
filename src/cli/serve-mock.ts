import type { Command } from 'commander';
import { DOCUMENTED_PROJECT_KEY } from '../api/documented/events.ts';
import type { SiteInput } from '../data/model/site-schema.ts';
import { serve } from '../hosts/node.ts';
import type { SharedJournal } from '../hosts/workers/shared-journal.ts';
import type { LogEntry } from '../kit/log-entry.ts';
import { INTERNALS } from '../mock/internals.ts';
import { createMock, type Mock } from '../mock/mock.ts';
import type { MockOptions } from '../mock/options.ts';
import { UnavailableError } from '../shared/errors.ts';
import { Exit } from './exit.ts';
import { recordFixtures } from './fixtures.ts';
import { writeGreeting, writeUsers } from './greeting.ts';
import { type MockFlags, readFlags, toMockOptions, toServeOptions } from './mock-options.ts';
import { knownNow, type MockState, openState, takeOver, timeSourceOf } from './mock-state.ts';
import { isOnTerminal, print, warn } from './print.ts';
import { toRequestLine } from './request-line.ts';
import { writeSetUp } from './set-up-lines.ts';
import { readSiteFile } from './site-file.ts';

/** How long no request must have arrived before the mock looks up users to print. */
const QUIET_MS = 250;
/** After this many delays they are looked up anyway. */
const MOST_WAITS = 20;

/** Serves a mock until the process is told to stop. */
export async function serveMock(files: readonly string[], { config }: MockFlags, command: Command): Promise<void> {
  if (config !== undefined) await (await import('./mock-config.ts')).applyMockConfig(command, config);
  const flags = readFlags(command, files);
  if (flags.speed !== undefined && !flags.live) {
    throw new Exit(2, 'Failed to serve: --speed needs --live, without which the clock stands still. Pass both.');
  }
  const site = flags.site === undefined ? undefined : await readSiteFile(flags.site);
  const options = { ...toMockOptions(flags), ...(await readStored(flags)), site };
  const fresh = createMock(options);
  // report what cannot be generated now, not at the first request
  if (flags.site) await fresh.users(2);
  const state = await openState(flags.state);
  try {
    await serveWithState(fresh, options, state, { files, flags, command });
  } finally {
    // one that stays open would keep a mock alive that cannot be served
    if (state.kind !== 'memory') await state.journal.close();
  }
  print(
    state.kind === 'memory' ? 'The mock has stopped.' : `The mock has stopped; what was recorded is in ${state.name}.`,
  );
}

/** What the command was started with. */
interface Start {
  readonly files: readonly string[];
  readonly flags: ReturnType<typeof readFlags>;
  readonly command: Command;
}

/** Serves a mock with a state until the process is told to stop. */
async function serveWithState(
  fresh: Mock,
  options: MockOptions,
  state: MockState,
  { files, flags, command }: Start,
): Promise<void> {
  // mocks that share a state end generated history at the same time
  const now = flags.now ?? knownNow(state);
  const mock = now === undefined ? fresh : createMock({ ...options, now });
  const shared = await openShared(flags, state);
  const timeSource = timeSourceOf(state);
  const followTime = () => {
    mock[INTERNALS].useTimeSource(timeSource);
    if (flags.live) mock.clock.follow(timeSource, flags.speed);
  };
  // a mock that joins does not reset a running clock
  if (state.kind === 'redis') followTime();
  await takeOver(mock, state, shared);
  const fixtures = await recordOnce(mock, flags, state);
  if (state.kind !== 'redis') followTime();
  const { url, useSite, close } = await listen(mock, flags, { state, shared });
  const stopped = untilStopped();
  const { latency, fault: faults = [] } = flags;
  const name = state.kind === 'memory' ? undefined : state.name;
  const setUp = writeSetUp(mock, { fixtures, state: name, latency, faults });
  print(
    ...writeGreeting(mock, { url, siteFile: flags.site, storedFile: flags.stored, hasStudio: flags.control, setUp }),
  );
  if (flags.log ?? isOnTerminal()) await followRequests(mock, flags, (entry) => print(toRequestLine(entry, mock)));
  // finding users loads the generator, which would delay replies
  const giveUp = onceQuiet(mock, async () => print('', ...(await writeUsers(mock, url))));
  const unwatch = flags.watch
    ? (await import('./watch-files.ts')).watchFiles(mock, command, {
        files,
        flags,
        hasState: state.kind !== 'memory' && fixtures.length === 0,
        useSite,
      })
    : undefined;
  await stopped;
  unwatch?.();
  giveUp();
  await close();
}

/** Reads the rows of a real server; their projects are served unless others are named. */
async function readStored({ stored: file, project }: MockFlags): Promise<Pick<MockOptions, 'stored' | 'projects'>> {
  if (file === undefined) return {};
  const { projectsOf, readStoredFile } = await import('./stored-file.ts');
  const stored = await readStoredFile(file);
  return { stored, ...(!project && { projects: [...new Set([DOCUMENTED_PROJECT_KEY, ...projectsOf(stored)])] }) };
}

/** Opens the state that workers share; undefined for one process, or if each worker opens it itself. */
async function openShared({ workers }: MockFlags, state: MockState): Promise<SharedJournal | undefined> {
  if (workers <= 1 || state.kind === 'redis') return undefined;
  const { SharedJournal } = await import('../hosts/workers/shared-journal.ts');
  return new SharedJournal(state.kind === 'file' ? state.journal : undefined);
}

/** Calls back with each answered request; workers share one log. */
async function followRequests(mock: Mock, { workers }: MockFlags, onRequest: (entry: LogEntry) => void): Promise<void> {
  if (workers <= 1) return void mock.requests.subscribe(onRequest);
  const { log } = mock[INTERNALS];
  let last = (await log.list()).at(-1)?.id ?? 0;
  log.follow((news) => {
    if (news === 'cleared') return;
    for (const entry of news) {
      if (entry.id > last && !entry.byStudio) onRequest(entry);
      last = Math.max(last, entry.id);
    }
  });
}

/** What several processes share. */
interface Shared {
  readonly state: MockState;
  readonly shared: SharedJournal | undefined;
}

async function listen(mock: Mock, flags: MockFlags, shared: Shared) {
  try {
    return await listenAt(mock, flags, shared);
  } catch (error) {
    const isTaken = error instanceof UnavailableError && (error.cause as NodeJS.ErrnoException)?.code === 'EADDRINUSE';
    throw isTaken ? new Exit(2, portTaken(flags)) : error;
  }
}

function portTaken({ port, host }: MockFlags): string {
  const other = port < LAST_PORT ? port + 1 : port - 1;
  return `Failed to serve: port ${port} of ${host} is in use. Stop the program that uses it, or choose another with --port ${other} (npm start -- --port ${other}); --port 0 picks a free one.`;
}

const LAST_PORT = 65_535;

async function listenAt(mock: Mock, flags: MockFlags, { state, shared }: Shared) {
  const server = toServeOptions(flags, timeSourceOf(state));
  const common = state.kind === 'redis' ? state.options : shared;
  if (flags.workers <= 1 || !common) {
    return { ...(await serve(mock, server)), useSite: async (site?: SiteInput) => mock[INTERNALS].useSite(site) };
  }
  const { serveCluster } = await import('../hosts/workers/serve-cluster.ts');
  return serveCluster(mock, { workers: flags.workers, server, state: common });
}

/**
 * Only a new state gets the fixtures: an existing one has them already, or the mock that created it has just recorded
 * them.
 */
async function recordOnce(mock: Mock, { fixture = [], state: named }: MockFlags, state: MockState) {
  const isBegun = state.kind === 'redis' ? !state.journal.hasBegun : mock.recordedEvents() > 0;
  if (fixture.length === 0 || !isBegun) return recordFixtures(mock, fixture);
  const why = state.kind === 'redis' ? 'is in use already' : 'holds recorded events already';
  warn(`The state ${state.kind === 'file' ? `file ${named}` : named} ${why}, so fixtures were left alone.`);
  return [];
}

/** Calls back once no request has arrived for a while; returns a function that cancels it. */
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
