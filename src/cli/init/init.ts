import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../api/documented/events.ts';
import { isLoopback } from '../../shared/loopback.ts';
import { reasonOf } from '../../shared/system-error.ts';
import { Exit } from '../exit.ts';
import { collect } from '../flags.ts';
import { makeFolder } from '../make-folder.ts';
import { print } from '../print.ts';
import { CONFIG, filesFor, GITLAB_PART, MANAGERS, type NewFile, type SetUp } from './files.ts';
import { findFacts, type ProjectFacts, readKept } from './project-facts.ts';

const EXAMPLES = `
Examples:
  $ openreplay-kit init
  $ openreplay-kit init https://openreplay.example.com/api/app --project KEY --user ID`;

interface InitFlags {
  readonly project?: string;
  readonly user?: readonly string[];
  readonly ci?: ProjectFacts['ci'];
}

/** Builds the command that sets a project up for contract tests. */
export function initCommand(): Command {
  return new Command('init')
    .description(
      'Writes a config for verify, a Vitest file and a CI job into the current folder. It overwrites no file.',
    )
    .argument('[url]', "the API's base to verify (default: a mock on this machine)")
    .option('--project <key>', 'project key of that server')
    .option('--user <id>', 'user ID with events in several sessions, repeatable', collect)
    .addOption(
      new Option('--ci <system>', 'CI system to write a job for (default: detected)').choices(['github', 'gitlab']),
    )
    .addHelpText('after', EXAMPLES)
    .action((url: string | undefined, flags: InitFlags) => {
      // an existing config is kept, so what follows agrees with it
      const { url: keptUrl, ...kept } = readKept(CONFIG);
      setUp(toSetUp(url ?? keptUrl, { ...kept, ...flags }), flags);
    });
}

const MOCK_URL = 'http://127.0.0.1:4010/api/app';
const PLACEHOLDERS = { project: 'PROJECT_KEY', user: 'USER_ID' };

function toSetUp(url = MOCK_URL, { project, user }: InitFlags): SetUp {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new Exit(2, `Failed to set up: the URL must be an http or https URL, received "${url}".`);
  }
  const isHere = isLoopback(new URL(url).hostname);
  return {
    url,
    project: project ?? (isHere ? DOCUMENTED_PROJECT_KEY : PLACEHOLDERS.project),
    users: user ?? [isHere ? DOCUMENTED_USER_ID : PLACEHOLDERS.user],
  };
}

function setUp(what: SetUp, { ci }: InitFlags): void {
  const found = findFacts('.');
  const facts = { ...found, ci: ci ?? found.ci };
  const files = filesFor(what, facts, existsSync('.gitlab-ci.yml'));
  for (const file of files) print(writeNew(file));
  print('', 'Next:', ...nextSteps(what, facts, files).map((step, index) => `  ${index + 1}. ${step}`));
}

/** Writes a file unless it exists; returns which of the two happened. */
function writeNew({ name, content }: NewFile): string {
  if (existsSync(name)) return `kept    ${name}, which exists`;
  try {
    makeFolder(dirname(join('.', name)));
    writeFileSync(name, content, { flag: 'wx' });
  } catch (error) {
    throw new Exit(2, `Failed to write ${name}: ${reasonOf(error)}.`);
  }
  return `written ${name}`;
}

function nextSteps({ url, project, users }: SetUp, facts: ProjectFacts, files: readonly NewFile[]): string[] {
  const isOpen = project === PLACEHOLDERS.project || users.includes(PLACEHOLDERS.user);
  const test = files.find(({ name }) => name.includes('contract.test'));
  const { add } = MANAGERS[facts.manager];
  const run = facts.isPackage ? MANAGERS[facts.manager].run : 'npx';
  return [
    ...(facts.missing.length > 0 ? [`${add} ${facts.missing.join(' ')}`] : []),
    ...(isOpen ? [`Set project and user in ${CONFIG}: a user with events in several sessions is best.`] : []),
    ...(url === MOCK_URL
      ? [`Set url in ${CONFIG} to your server; until then it is the mock: ${run} openreplay-kit mock`]
      : []),
    `Verify: OPENREPLAY_API_KEY=... ${run} openreplay-kit verify --config ${CONFIG}`,
    ...(test ? [`Or as a test: ${run} vitest run ${test.name}`] : []),
    ...(facts.outside === undefined
      ? []
      : [`CI has no ${facts.outside}: copy it into the repository and install it from there.`]),
    facts.ci === 'github'
      ? 'Add the secret OPENREPLAY_API_KEY to the repository, and make the job "contract" a required check.'
      : 'Add the masked variable OPENREPLAY_API_KEY to the settings of the project.',
    ...(files.some(({ name }) => name === GITLAB_PART) ? [`Add to .gitlab-ci.yml: include: ${GITLAB_PART}`] : []),
  ];
}
