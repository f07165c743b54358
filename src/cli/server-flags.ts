import { type Command, InvalidArgumentError, Option } from 'commander';
import { DOCUMENTED_PROJECT_KEY } from '../api/documented/events.ts';
import { API_IDS, type ApiId } from '../api/ids.ts';
import { placeOf } from '../contract/apis.ts';
import { KEPT, type Kept } from '../learn/anonymise.ts';
import type { Server } from '../learn/server.ts';
import { DEVELOPMENT_KEY } from '../mock/options.ts';
import { isLoopback } from '../shared/loopback.ts';
import { connect } from './connection.ts';
import { Exit } from './exit.ts';
import { collect, positiveNumber, wholeNumber } from './flags.ts';
import { instant } from './mock-flags.ts';
import { secretOf } from './secret.ts';

/** The flags of commands that read sessions from a server, as parsed. */
export interface ServerFlags {
  readonly user?: readonly string[];
  readonly project?: string;
  readonly key?: string;
  readonly api?: ApiId;
  readonly since?: number;
  readonly until?: number;
  readonly window: number;
  readonly rate: number;
  readonly ca?: string;
  readonly insecure?: boolean;
  readonly seed?: string;
  readonly keep?: readonly Kept[];
}

/** Adds the flags of commands that read sessions from a server. */
export function addServerFlags(command: Command): Command {
  return command
    .option('--user <id>', 'user whose sessions to read, repeatable', collect)
    .option('--project <key>', 'project key; optional for a mock on this machine')
    .option('--key <key>', 'API key (default: $OPENREPLAY_API_KEY, or the development key for a mock on this machine)')
    .addOption(
      new Option('--api <api>', 'which API the server speaks (default: the one that the URL names)').choices(API_IDS),
    )
    .option('--since <instant>', 'where to begin, epoch ms or ISO date (default: 180 days before the end)', instant)
    .option('--until <instant>', 'where to end, epoch ms or ISO date (default: now)', instant)
    .option('--window <days>', 'days to ask for at once', wholeNumber, 7)
    .option('--rate <n>', 'requests per second at most', positiveNumber, 5)
    .option('--ca <file>', 'PEM file of a private certificate authority')
    .option('--insecure', 'accept any certificate')
    .option(
      '--seed <text>',
      'text that pseudonyms are derived from; the same seed gives the same ones (default: random)',
    )
    .option('--keep <names>', `what to keep as it is, joined by commas: ${KEPT.join(', ')}`, collectKept);
}

function collectKept(text: string, previous: readonly Kept[] = []): Kept[] {
  const names = text.split(',').map((name) => KEPT.find((kept) => kept === name));
  if (names.includes(undefined))
    throw new InvalidArgumentError(`It must be one or more of ${KEPT.join(', ')}, joined by commas.`);
  return [...previous, ...names.filter((name) => name !== undefined)];
}

/** What reading a server needs besides its URL. */
interface ServerPlace {
  readonly server: Omit<Server, 'signal' | 'onRequest'>;
  readonly users: readonly string[];
}

/** Reads the flags of a server. @throws Exit that names what is missing. */
export async function toServer(attempt: string, url: string, flags: ServerFlags): Promise<ServerPlace> {
  const fail = (why: string) => new Exit(2, `Failed to ${attempt}: ${why}`);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw fail(
      `${JSON.stringify(url)} is not an http or https URL. Pass the API's base, up to and including /api/app.`,
    );
  }
  const isHere = isLoopback(new URL(url).hostname);
  const key = flags.key ?? secretOf('OPENREPLAY_API_KEY') ?? (isHere ? DEVELOPMENT_KEY : undefined);
  if (key === undefined) throw fail('there is no API key. Set OPENREPLAY_API_KEY.');
  const projectKey = flags.project ?? (isHere ? DOCUMENTED_PROJECT_KEY : undefined);
  if (projectKey === undefined) throw fail('there is no project. Pass --project KEY.');
  const { user: users = [] } = flags;
  if (users.length === 0) throw fail('there is no user to read. Pass --user ID, once for each user.');
  const api = flags.api ?? API_IDS.find((id) => id === placeOf(url)?.api.id) ?? 'documented';
  const send = (await connect(flags)) ?? fetch;
  return { server: { baseUrl: url, api, projectKey, key, fetch: send, rate: flags.rate, now: Date.now }, users };
}
