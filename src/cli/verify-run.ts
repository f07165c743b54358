import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../api/documented/events.ts';
import { ContractAborted, type Summary, type Target, verifyContract } from '../contract/index.ts';
import { DEVELOPMENT_KEY } from '../mock/options.ts';
import { parseDuration } from '../shared/duration.ts';
import { isLoopback } from '../shared/loopback.ts';
import { connect, connectRaw } from './connection.ts';
import { Exit } from './exit.ts';
import { keysFrom } from './flags.ts';
import { warn } from './print.ts';
import { readNamed } from './verify-files.ts';
import { type VerifyFlags, withConfig } from './verify-flags.ts';
import { openReports } from './verify-reports.ts';

/** Verifies a server and ends with the exit code that says how it went. */
export async function runVerify(urlGiven: string | undefined, given: VerifyFlags): Promise<void> {
  const flags = await withConfig(given);
  const url = urlGiven ?? flags.url;
  if (url === undefined)
    throw new Exit(
      2,
      "Failed to verify: there is no URL. Pass the API's base, up to and including /api/app, /api/v1 or /v2/api/public.",
    );
  const target = await toTarget(url, flags);
  const reports = openReports(flags);
  try {
    let summary: Summary | undefined;
    for await (const event of verifyContract(target, flags)) {
      if (event.type === 'start') warnOfOtherKey(target.key);
      reports.write(event);
      if (event.type === 'end') summary = event.summary;
    }
    throw new Exit(...toExit(summary, flags));
  } catch (error) {
    if (error instanceof ContractAborted) throw new Exit(2, inFlags(error));
    throw error;
  }
}

/** Tells why a run was aborted in the terms of the command line. */
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

function toExit(summary: Summary | undefined, { strict = false }: VerifyFlags): [0 | 1 | 2, string?] {
  if (!summary) return [2, 'Failed to verify: the run did not end.'];
  if (summary.failed > 0 || (strict && summary.warned > 0)) return [1];
  if (summary.incomplete) return [2, `Failed to verify: ${summary.incomplete}.`];
  return [0];
}

async function toTarget(url: string, flags: VerifyFlags): Promise<Target> {
  const isHere = isOnThisMachine(url);
  return {
    api: flags.api,
    baseUrl: url,
    key: await toKey(isHere, flags),
    projectKey: flags.project ?? documented('--project', DOCUMENTED_PROJECT_KEY, isHere),
    userIds: flags.user ?? [documented('--user', DOCUMENTED_USER_ID, isHere)],
    otherKey: flags.otherKey ?? (process.env.OPENREPLAY_OTHER_API_KEY || undefined),
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

/** What the mock has and the document names stands in only on this machine, where the server is likely the mock. */
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
  if (keyFile !== undefined) return (await readNamed('key file', keyFile)).trim();
  const [inEnvironment] = keysFrom(undefined) ?? [];
  if (inEnvironment) return inEnvironment;
  if (isHere) return DEVELOPMENT_KEY;
  throw new Exit(
    2,
    'Failed to verify: there is no API key. Set OPENREPLAY_API_KEY, or pass --key-file FILE or --key KEY.',
  );
}

/** A report names a key that is secret by its variable, which then must not hold another one. */
function warnOfOtherKey(key: string): void {
  const inEnvironment = process.env.OPENREPLAY_API_KEY;
  if (!inEnvironment || inEnvironment === key || key === DEVELOPMENT_KEY) return;
  warn(
    'Warning: OPENREPLAY_API_KEY holds another key than the one of this run; set it to that one before you paste a line of the report.',
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
