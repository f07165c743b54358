import { toCurl } from '../api/curl-line.ts';
import { DOCUMENTED_PROJECT_KEY } from '../api/documented/events.ts';
import { FACES } from '../api/faces.ts';
import type { Mock } from '../mock/mock.ts';
import { DEVELOPMENT_KEY, parseOptions } from '../mock/options.ts';
import { secretOf } from './secret.ts';

const LISTED_USERS = 5;
/** A state may hold thousands. */
const MOST_RECORDED = 20;

/** What the greeting describes. */
interface Greeting {
  /** The API's base, where the mock listens. */
  readonly url: string;
  /** The file of the site that people walk through; undefined for the shop. */
  readonly siteFile: string | undefined;
  /** The file of rows of a real server, where there is one. */
  readonly storedFile: string | undefined;
  /** Whether the studio is served. */
  readonly hasStudio: boolean;
  /** Settings that differ from the defaults, line by line. */
  readonly setUp: readonly string[];
}

/** Writes, line by line, what listens where and with which settings. */
export function writeGreeting(mock: Mock, greeting: Greeting): string[] {
  const { url, hasStudio, setUp } = greeting;
  const { seed, now } = mock.options;
  return [
    `Mock of OpenReplay's user-sessions API at ${url}`,
    ...alsoLine(mock, url),
    ...(hasStudio ? [`Studio: ${new URL('/', url)}`] : []),
    `OpenAPI: ${new URL('/openapi.json', url)}`,
    ...setUp,
    '',
    `Seed ${seed}, now ${now} (${new Date(now).toISOString()}). Stop with Ctrl+C.`,
    `The same world again: ${repeatLine(mock.options, greeting)}`,
  ];
}

/** Says where the other APIs are. */
function alsoLine({ apis: [, ...others] }: Mock, url: string): string[] {
  if (others.length === 0) return [];
  return [`Also ${others.map(({ id, basePaths: [path] }) => `${id} at ${new URL(path, url)}`).join(' and ')}`];
}

/** Writes a request to try, and some users to ask for, starting with those who have recorded events. */
export async function writeUsers(mock: Mock, url: string): Promise<string[]> {
  const { users: count, keys, projects } = mock.options;
  const [project = DOCUMENTED_PROJECT_KEY] = projects;
  const { suggested } = await mock.findUsers({ limit: 1 });
  const recorded = projects.flatMap((projectKey) => mock.recordedUsers(projectKey));
  const listed = new Set([...recorded.slice(0, MOST_RECORDED), ...(await mock.users(LISTED_USERS))]);
  const more = count === 0 ? '' : ` (${count} generated in each project)`;
  const face = FACES[mock.apis[0].id];
  const publicKey = keys.includes(DEVELOPMENT_KEY) ? DEVELOPMENT_KEY : undefined;
  const asked = { base: url, project, user: suggested ?? 'ada@example.org', publicKey };
  return [
    ...(face ? [toTry(keys), `  ${toCurl({ face, ...asked }, ' ')}`] : []),
    '',
    ...(listed.size === 0
      ? ['Users: none.']
      : [`Users to ask for${more}:`, ...Array.from(listed, (userId) => `  ${userId}`)]),
  ];
}

type Files = Pick<Greeting, 'siteFile' | 'storedFile'>;

/** Writes the command that generates the same world at any time. */
function repeatLine(options: Mock['options'], { siteFile, storedFile }: Files): string {
  const { seed, now, users, documentedUser, locale, inputEvents, projects } = options;
  const usual = parseOptions({});
  return [
    `openreplay-kit mock --seed ${quote(String(seed))} --now ${now}`,
    users !== usual.users && `--users ${users}`,
    !documentedUser && '--no-documented-user',
    siteFile !== undefined && `--site ${quote(siteFile)}`,
    storedFile !== undefined && `--stored ${quote(storedFile)}`,
    locale !== usual.locale && `--locale ${locale}`,
    inputEvents && '--input-events',
    String(projects) !== String(usual.projects) && projects.map((project) => `--project ${project}`).join(' '),
  ]
    .filter(Boolean)
    .join(' ');
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The request to try takes the key from a variable, which is not set if the key came from a flag. */
function toTry(keys: readonly string[]): string {
  if (keys.includes(DEVELOPMENT_KEY) || keys.includes(secretOf('OPENREPLAY_API_KEY') ?? '')) return 'Try:';
  return 'Try, after `export OPENREPLAY_API_KEY=...` with the key that you passed as --key:';
}
