import { readFile } from 'node:fs/promises';
import { ContractAborted, type Level, type Summary, type Target, verifyContract } from '../contract/index.ts';
import { DEVELOPMENT_KEY } from '../options.ts';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../schema/documented.ts';
import { Exit } from './exit.ts';
import { openReports } from './verify-reports.ts';

/** The flags of `verify`, as parsed. */
export interface VerifyFlags {
  readonly project?: string;
  readonly user?: readonly string[];
  readonly key?: string | undefined;
  readonly keyFile?: string;
  readonly otherKey?: string;
  readonly otherProject?: string;
  readonly emptyUser?: string;
  readonly window?: 'event' | 'session';
  readonly reporter?: readonly string[];
  readonly output?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly level?: Level;
  readonly strict?: boolean;
  readonly seed?: number;
  readonly runs?: number;
  readonly timeout?: number;
  readonly rate?: number;
  readonly maxRequests?: number;
  readonly header?: readonly string[];
  readonly unsafeMethods?: boolean;
  readonly keyInUrl?: boolean;
}

/** Verifies a server and ends with the exit code that says how it went. */
export async function runVerify(url: string, flags: VerifyFlags): Promise<void> {
  const target = await toTarget(url, flags);
  const reports = openReports(flags);
  try {
    let summary: Summary | undefined;
    for await (const event of verifyContract(target, flags)) {
      reports.write(event);
      if (event.type === 'end') summary = event.summary;
    }
    throw new Exit(...toExit(summary, flags));
  } catch (error) {
    if (error instanceof ContractAborted) throw new Exit(2, error.message);
    throw error;
  }
}

function toExit(summary: Summary | undefined, { strict = false }: VerifyFlags): [0 | 1 | 2, string?] {
  if (!summary) return [2, 'Failed to verify: the run did not end.'];
  if (summary.failed > 0 || (strict && summary.warned > 0)) return [1];
  if (summary.incomplete) return [2, `Failed to verify: ${summary.incomplete}.`];
  return [0];
}

async function toTarget(url: string, flags: VerifyFlags): Promise<Target> {
  return {
    baseUrl: url,
    key: await toKey(url, flags),
    projectKey: flags.project ?? DOCUMENTED_PROJECT_KEY,
    userIds: flags.user ?? [DOCUMENTED_USER_ID],
    otherKey: flags.otherKey,
    otherProjectKey: flags.otherProject,
    emptyUserId: flags.emptyUser,
    window: flags.window,
    headers: toHeaders(flags.header ?? []),
    seed: flags.seed,
    runs: flags.runs,
    timeoutMs: flags.timeout,
    requestsPerSecond: flags.rate,
    maxRequests: flags.maxRequests,
    unsafeMethods: flags.unsafeMethods,
    keyInUrl: flags.keyInUrl,
  };
}

async function toKey(url: string, { key, keyFile }: VerifyFlags): Promise<string> {
  if (keyFile !== undefined) {
    const text = await readFile(keyFile, 'utf8').catch((error: Error) => {
      throw new Exit(2, `Failed to read the key file ${keyFile}: ${error.message}.`);
    });
    return text.trim();
  }
  if (key) return key;
  if (/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(url)) return DEVELOPMENT_KEY;
  throw new Exit(
    2,
    'Failed to verify: there is no API key. Set OPENREPLAY_API_KEY, or pass --key-file FILE or --key KEY.',
  );
}

function toHeaders(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w-]+):\s*(.+)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) {
        throw new Exit(
          2,
          'Failed to verify: --header must be "Name: value"; the text given is not shown, as it may be secret.',
        );
      }
      return [name.toLowerCase(), value];
    }),
  );
}
