import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../api/documented/events.ts';
import {
  ContractAborted,
  type ContractEvent,
  type RequirementResult,
  type Summary,
  type Target,
  verifyContract,
} from '../contract/index.ts';
import { exitCodeOf } from '../contract/report/json.ts';
import { DEVELOPMENT_KEY } from '../mock/options.ts';
import { count } from '../shared/count.ts';
import { parseDuration } from '../shared/duration.ts';
import { isLoopback } from '../shared/loopback.ts';
import { toSentence } from '../shared/sentence.ts';
import { connect, connectRaw } from './connection.ts';
import { Exit } from './exit.ts';
import { openHar } from './har-file.ts';
import { readKnown, writeKnown } from './known-failures.ts';
import { warn } from './print.ts';
import { showProgress } from './progress.ts';
import { readText } from './read-file.ts';
import { secretOf } from './secret.ts';
import { type VerifyFlags, withConfig } from './verify-flags.ts';
import { openReports, type Reports } from './verify-reports.ts';
import { waitForServer } from './wait-for-server.ts';

/** Verifies a server and exits with the code of the result. */
export async function runVerify(urlGiven: string | undefined, given: VerifyFlags): Promise<void> {
  const flags = await withConfig(given);
  const url = urlGiven ?? flags.url;
  if (url === undefined)
    throw new Exit(
      2,
      "Failed to verify: there is no URL. Pass the API's base, up to and including /api/app, /api/v1 or /v2/api/public.",
    );
  if (flags.updateKnown && flags.known === undefined) {
    throw new Exit(2, 'Failed to verify: --update-known needs --known FILE, the file to write.');
  }
  const har = flags.har === undefined ? undefined : openHar(flags.har);
  const asked = await toTarget(url, flags);
  const known = flags.known === undefined || flags.updateKnown ? [] : await readKnown(flags.known);
  const reports = openReports(flags, () => ending.isInterrupted);
  const ending = endOnInterrupt();
  const target = { ...asked, signal: ending.signal, onExchange: har?.add };
  try {
    const end = await runOnce({ flags, target, known, reports, ending });
    if (flags.updateKnown && flags.known !== undefined) throw new Exit(...updateKnown(flags.known, end, flags));
    if (ending.isInterrupted) throw new Exit(130);
    throw new Exit(...toExit(end.summary, flags));
  } finally {
    har?.end();
    ending.release();
  }
}

type EndEvent = Extract<ContractEvent, { type: 'end' }>;

interface RunUnderWay {
  readonly flags: VerifyFlags;
  readonly target: Target;
  readonly known: readonly string[];
  readonly reports: Reports;
  readonly ending: Ending;
}

/** Shows a run in progress and returns its end. The reports are written whatever happens. */
async function runOnce({ flags, target, known, reports, ending }: RunUnderWay): Promise<EndEvent> {
  const startedAt = Date.now();
  const progress = showProgress();
  let seed = flags.seed ?? 0;
  try {
    if (flags.wait !== undefined) await waitForServer(target, parseDuration(flags.wait, '--wait'));
    for await (const event of verifyContract(target, { ...flags, known })) {
      if (event.type === 'start') seed = event.seed;
      progress.clear();
      reports.write(event);
      if (event.type === 'end') {
        sayWhichKey(target.key, event.results);
        sayKeyOfMock(target, event.results);
        return event;
      }
      progress.update(event);
      if (flags.failFast && event.type === 'result' && isFailure(event.result)) {
        ending.end(`--fail-fast ended the run at ${event.result.id}`);
      }
    }
    throw new ContractAborted('Failed to verify: the run did not end.');
  } catch (error) {
    const message = error instanceof ContractAborted ? inFlags(error) : messageOf(error);
    progress.clear();
    reports.write(endWithoutResults({ baseUrl: target.baseUrl, startedAt, seed, message }));
    throw error instanceof ContractAborted ? new Exit(2, message) : error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isFailure({ outcome, level, isKnown }: RequirementResult): boolean {
  return outcome === 'not met' && level === 'MUST' && !isKnown;
}

/** A run that ends early. */
interface Ending {
  readonly signal: AbortSignal;
  /** Whether somebody pressed Ctrl+C. */
  readonly isInterrupted: boolean;
  end(reason: string): void;
  /** Stops listening for Ctrl+C. */
  release(): void;
}

/** Makes Ctrl+C end the run with its reports written; a second one ends the command at once. */
function endOnInterrupt(): Ending {
  const controller = new AbortController();
  let isInterrupted = false;
  const interrupt = () => {
    if (isInterrupted) process.exit(130);
    isInterrupted = true;
    controller.abort('the run was interrupted');
  };
  process.on('SIGINT', interrupt);
  return {
    signal: controller.signal,
    get isInterrupted() {
      return isInterrupted;
    },
    end: (reason) => controller.abort(reason),
    release: () => void process.off('SIGINT', interrupt),
  };
}

/** What is known of a run that was aborted. */
interface RunWithoutEnd {
  readonly baseUrl: string;
  readonly startedAt: number;
  readonly seed: number;
  readonly message: string;
}

/** What the reports say of a run that could not be done, as they are never empty. */
function endWithoutResults({ message, ...run }: RunWithoutEnd): EndEvent {
  const counts = { met: 0, notMet: 0, shouldNotMet: 0, skipped: 0, known: 0, requests: 0 };
  const incomplete = message.replace(/\.$/, '');
  const summary = { ...run, ...counts, metAgain: [], leftOut: [], dates: undefined, incomplete };
  return { type: 'end', summary: { ...summary, durationMs: Date.now() - run.startedAt }, results: [] };
}

/** Records the current failures as known; a run that could not be done changes nothing. */
function updateKnown(file: string, end: EndEvent, flags: VerifyFlags): [0 | 2, string?] {
  const { incomplete } = end.summary;
  if (incomplete !== undefined) return [2, `Failed to verify: ${incomplete}. ${file} stays as it was.`];
  const known = writeKnown(file, end.results, flags);
  return [0, `${count(known.length, 'known failure')} written to ${file}.`];
}

/** Rewrites why a run was aborted in terms of the command line. */
function inFlags({ message, option }: ContractAborted): string {
  const name = option === undefined ? undefined : FLAGS[option];
  return name === undefined ? message : message.replace(`${option}:`, `${name}:`);
}

const FLAGS: Readonly<Record<string, string>> = {
  baseUrl: 'the URL',
  key: 'the API key',
  projectKey: '--project',
  userIds: '--user',
  otherKey: '--other-key',
  otherProjectKey: '--other-project',
  emptyUserId: '--empty-user',
  headers: '--header',
  seed: '--seed',
  runs: '--runs',
  timeoutMs: '--timeout',
  deadlineMs: '--deadline',
  maxReplyBytes: '--max-reply',
  maxRequests: '--max-requests',
  requestsPerSecond: '--rate',
};

function toExit(summary: Summary, { strict = false }: VerifyFlags): [0 | 1 | 2, string?] {
  const code = exitCodeOf(summary, strict);
  return code === 2 ? [2, `Failed to verify: ${toSentence(summary.incomplete ?? '')}`] : [code];
}

async function toTarget(url: string, flags: VerifyFlags): Promise<Target> {
  const isHere = isOnThisMachine(url);
  return {
    api: flags.api,
    baseUrl: url,
    key: await toKey(isHere, flags),
    projectKey: flags.project ?? documented('--project', DOCUMENTED_PROJECT_KEY, isHere),
    userIds: flags.user ?? [documented('--user', DOCUMENTED_USER_ID, isHere)],
    otherKey: flags.otherKey ?? secretOf('OPENREPLAY_OTHER_API_KEY'),
    otherProjectKey: flags.otherProject,
    emptyUserId: flags.emptyUser,
    window: flags.window,
    headers: toHeaders(flags.header ?? []),
    seed: flags.seed,
    depth: flags.depth,
    runs: flags.runs,
    timeoutMs: flags.timeout,
    deadlineMs: toMs(flags.deadline),
    maxReplyBytes: flags.maxReply,
    requestsPerSecond: flags.rate,
    maxRequests: flags.maxRequests,
    unsafeMethods: flags.unsafeMethods,
    keyInUrl: flags.keyInUrl,
    fetch: await connect(flags),
    connect: await connectRaw(url, flags),
  };
}

function toMs(deadline: VerifyFlags['deadline']): number | undefined {
  return deadline === undefined ? undefined : parseDuration(deadline, '--deadline');
}

/** The documented values are defaults only on this machine, where the server is likely the mock. */
function documented(flag: string, value: string, isHere: boolean): string {
  if (isHere) return value;
  throw new Exit(2, `Failed to verify: ${flag} is missing; it names what to read on that server.`);
}

function isOnThisMachine(url: string): boolean {
  if (!/^https?:/.test(url) || !URL.canParse(url)) {
    throw new Exit(2, `Failed to verify: the URL must be an http or https URL, received "${url}".`);
  }
  return isLoopback(new URL(url).hostname);
}

async function toKey(isHere: boolean, { key, keyFile }: VerifyFlags): Promise<string> {
  if (key) return key;
  if (keyFile !== undefined) return (await readText('key file', keyFile)).trim();
  const inEnvironment = secretOf('OPENREPLAY_API_KEY');
  if (inEnvironment) return inEnvironment;
  if (isHere) return DEVELOPMENT_KEY;
  throw new Exit(
    2,
    'Failed to verify: there is no API key. Set OPENREPLAY_API_KEY, or pass --key-file FILE or --key KEY.',
  );
}

/** A report shows a secret key as its variable, which must be set for a pasted line to work. */
function sayWhichKey(key: string, results: readonly RequirementResult[]): void {
  const inEnvironment = secretOf('OPENREPLAY_API_KEY');
  if (inEnvironment === key || key === DEVELOPMENT_KEY) return;
  if (!results.some(({ curl }) => curl?.includes('$OPENREPLAY_API_KEY'))) return;
  const now = inEnvironment ? 'holds another key' : 'is not set';
  warn(`OPENREPLAY_API_KEY ${now}: set it to the key of this run before you paste a line of the report.`);
}

/** On this machine the server is likely the mock, which rejects the key of a real server. */
function sayKeyOfMock({ baseUrl, key }: Target, results: readonly RequirementResult[]): void {
  const isRefused = results.some(({ id, received }) => id === 'REQUEST-01' && received?.startsWith('status 401'));
  if (!isRefused || key === DEVELOPMENT_KEY || !isOnThisMachine(baseUrl)) return;
  warn(
    `A mock of openreplay-kit accepts the key ${DEVELOPMENT_KEY} unless started with another: pass --key ${DEVELOPMENT_KEY}.`,
  );
}

function toHeaders(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, text = ''] = /^([\w-]+):(.+)$/.exec(line) ?? [];
      const value = text.trimStart();
      if (name === undefined || value === '') {
        throw new Exit(
          2,
          'Failed to verify: --header must be "Name: value"; the text given is not shown, as it may be secret.',
        );
      }
      return [name.toLowerCase(), value];
    }),
  );
}
