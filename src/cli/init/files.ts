import { DEVELOPMENT_KEY } from '../../kit/development-key.ts';
import { isLoopback } from '../../shared/loopback.ts';
import type { ProjectFacts } from './project-facts.ts';

/** What to set up. */
export interface SetUp {
  readonly url: string;
  readonly project: string;
  readonly users: readonly string[];
}

/** A file to write. */
export interface NewFile {
  readonly name: string;
  readonly content: string;
}

/** The config that `verify` reads. */
export const CONFIG = 'openreplay-kit.config.json';

/** Returns the config, a test if the project uses Vitest, and a job for the CI system. */
export function filesFor(setUp: SetUp, facts: ProjectFacts, hasGitLabFile: boolean): NewFile[] {
  const job =
    facts.ci === 'github'
      ? { name: '.github/workflows/contract.yml', content: gitHubWorkflow(setUp, facts) }
      : { name: hasGitLabFile ? GITLAB_PART : '.gitlab-ci.yml', content: gitLabJob(setUp, facts) };
  const test = {
    name: `${facts.testFolder}/contract.test.${facts.isTypeScript ? 'ts' : 'mjs'}`,
    content: toTest(setUp),
  };
  return [{ name: CONFIG, content: toConfig(setUp, facts) }, ...(facts.runsVitest ? [test] : []), job];
}

/** The job as a file of its own, to be included by an existing `.gitlab-ci.yml`. */
export const GITLAB_PART = '.gitlab/contract.yml';

function toConfig({ url, project, users }: SetUp, { isPackage }: ProjectFacts): string {
  const root = isPackage ? './node_modules/openreplay-kit' : 'https://unpkg.com/openreplay-kit';
  const config = { $schema: `${root}/openapi/schemas/config.json`, url, project, user: users };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function toTest({ url }: SetUp): string {
  const key = isHere(url) ? DEVELOPMENT_KEY : '';
  return `import { readFileSync } from 'node:fs';
import { describeSessionsContract } from 'openreplay-kit/vitest';

const { url, project, user } = JSON.parse(readFileSync('${CONFIG}', 'utf8'));

describeSessionsContract({
  baseUrl: url,
  key: process.env.OPENREPLAY_API_KEY ?? '${key}',
  projectKey: project,
  userIds: user,
});
`;
}

/**
 * How each package manager installs from the lock file, adds a development dependency, and runs a package's command.
 */
export const MANAGERS: Readonly<
  Record<ProjectFacts['manager'], { readonly install: string; readonly add: string; readonly run: string }>
> = {
  npm: { install: 'npm ci', add: 'npm install --save-dev', run: 'npx' },
  pnpm: {
    install: 'corepack enable && pnpm install --frozen-lockfile',
    add: 'pnpm add --save-dev',
    run: 'pnpm exec',
  },
  yarn: { install: 'corepack enable && yarn install --immutable', add: 'yarn add --dev', run: 'yarn' },
  bun: { install: 'npm install --global bun && bun install --frozen-lockfile', add: 'bun add --dev', run: 'bunx' },
};

/** The commands of a job, in order. */
function commandsOf({ url }: SetUp, { manager, isPackage }: ProjectFacts): { install?: string; verify: string } {
  const { install, run } = MANAGERS[manager];
  const command = isPackage ? `${run} openreplay-kit` : 'npx --yes openreplay-kit';
  const wait = isHere(url) ? ' --wait 60s' : '';
  return {
    ...(isPackage && { install }),
    verify: `${command} verify --config ${CONFIG} --reporter pretty --reporter junit=report.xml${wait}`,
  };
}

const START_SERVER = '# start your server here, such as: (npm start &)';

function gitHubWorkflow(setUp: SetUp, facts: ProjectFacts): string {
  const { install, verify } = commandsOf(setUp, facts);
  const steps = [
    '- uses: actions/checkout@v4',
    '- uses: actions/setup-node@v4',
    '  with:',
    '    node-version: 20',
    ...(install ? [`- run: ${install}`] : []),
    ...(isHere(setUp.url) ? [START_SERVER] : []),
    `- run: ${verify}`,
    '  env:',
    `    OPENREPLAY_API_KEY: \${{ secrets.OPENREPLAY_API_KEY }}`,
  ];
  return `name: Contract
on: [pull_request]
permissions:
  contents: read
jobs:
  contract:
    runs-on: ubuntu-latest
    steps:
${indent(steps, 6)}
`;
}

/** The key is a project variable, which GitLab puts into the environment itself. */
function gitLabJob(setUp: SetUp, facts: ProjectFacts): string {
  const { install, verify } = commandsOf(setUp, facts);
  const script = [...(install ? [`- ${install}`] : []), ...(isHere(setUp.url) ? [START_SERVER] : []), `- ${verify}`];
  return `contract:
  image: node:20
  script:
${indent(script, 4)}
  artifacts:
    when: always
    reports:
      junit: report.xml
`;
}

function indent(lines: readonly string[], by: number): string {
  return lines.map((line) => ' '.repeat(by) + line).join('\n');
}

function isHere(url: string): boolean {
  return isLoopback(new URL(url).hostname);
}
