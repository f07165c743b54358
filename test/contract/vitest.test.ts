import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { requirements } from '../../src/contract/index.ts';
import { serve } from '../../src/hosts/node.ts';
import { createMock } from '../../src/index.ts';

interface Assertion {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const CONFIG = 'test/support/contract-suites/vitest.config.ts';

interface Suite {
  readonly status: string;
  readonly assertionResults: readonly Assertion[];
}

/** The result of a separate Vitest that runs all suites of the folder. */
let ended: { readonly code: number; readonly suites: ReadonlyMap<string, Suite> };

beforeAll(async () => {
  const { url, close } = await serve(createMock(), { port: 0 });
  const { VITEST: _, VITEST_WORKER_ID: __, VITEST_POOL_ID: ___, ...inherited } = process.env;
  const options = { cwd: ROOT, env: { ...inherited, SERVER_URL: url } };
  ended = await new Promise((resolve) => {
    const child = execFile(process.execPath, [VITEST, 'run', `--config=${CONFIG}`], options, (____, stdout) => {
      const report: { testResults: (Suite & { name: string })[] } = JSON.parse(stdout.slice(stdout.indexOf('{')));
      const suites = report.testResults.map((suite) => [basename(suite.name, '.suite.ts'), suite] as const);
      resolve({ code: child.exitCode ?? -1, suites: new Map(suites) });
    });
  });
  await close();
});

function suiteOf(server: string): { readonly status: string; readonly tests: readonly Assertion[] } {
  const { status, assertionResults } = ended.suites.get(server) ?? { status: 'missing', assertionResults: [] };
  return { status, tests: assertionResults };
}

const titles = requirements
  .filter(({ id }) => !id.startsWith('ROBUST'))
  .map(({ id, level, title }) => `${id} ${level} ${title}`);

it('a suite in Node also tests a listening server over raw connections', () => {
  const { status, tests } = suiteOf('listening');
  expect(status).toBe('passed');
  const ofConnections = tests.filter(({ title }) => /^(?:GATE-07|WIRE)/.test(title));
  expect(ofConnections.filter(({ status }) => status !== 'passed')).toEqual([]);
  expect(ofConnections.length).toBeGreaterThan(10);
});

it('a contract suite passes for a correct server, with a test for the run and one for each requirement', () => {
  const { status, tests } = suiteOf('right');
  // first, as it shows what is wrong
  expect(tests.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(status).toBe('passed');
  expect(tests.map(({ title }) => title)).toEqual(['the run can be done', ...titles]);
  const skipped = tests.filter(({ status }) => status !== 'passed').map(({ title }) => title.split(' ')[0]);
  const ofConnections = skipped.filter((id = '') => /^(?:GATE-07|WIRE)/.test(id));
  expect(ofConnections).toContain('WIRE-01');
  expect(skipped.filter((id) => !ofConnections.includes(id))).toEqual([
    'REQUEST-11',
    'AUTH-05',
    'AUTH-09',
    'ISOLATION-06',
    'ISOLATION-07',
    'ISOLATION-08',
    'ORDER-05',
    'ORDER-07',
  ]);
});

it('a contract suite fails the tests of unmet requirements, and says how', () => {
  const { status, tests } = suiteOf('exclusive');
  expect(status).toBe('failed');
  const failed = tests.filter(({ status }) => status === 'failed');
  expect(failed.map(({ title }) => title.split(' ')[0])).toEqual(expect.arrayContaining(['WINDOW-02', 'WINDOW-03']));
  expect(failed.filter(({ title }) => /^(AUTH|ISOLATION|REPLY|ORDER)/.test(title))).toEqual([]);
  expect(failed.find(({ title }) => title.startsWith('WINDOW-02'))?.failureMessages.join()).toMatch(
    /end_date is exclusive: .*\nExpected: the \d+ of 6 events in .*\nReceived: .*\nRepeat: curl .*DevKeyOpenReplayKit1/,
  );
});

it('a contract suite fails if the run was not possible, even if no requirement is known to be unmet', () => {
  const { status, tests } = suiteOf('limited');
  expect(status).toBe('failed');
  const failed = tests.filter(({ status }) => status === 'failed');
  expect(failed.map(({ title }) => title)).toEqual(['the run can be done']);
  expect(failed[0]?.failureMessages.join()).toMatch(/Failed to verify: the server limits the rate of requests \(429\)/);
});

it('a contract suite fails as a whole if the server cannot be reached', () => {
  const { status, tests } = suiteOf('unreachable');
  expect(status).toBe('failed');
  expect(tests.every(({ status }) => status !== 'passed')).toBe(true);
});

it('a failing suite fails the Vitest run', () => {
  expect(ended.code).toBe(1);
});
