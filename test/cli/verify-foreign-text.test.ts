import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, serve } from '../../src/hosts/node.ts';
import { createMock } from '../../src/index.ts';
import { COMMAND } from '../support/ci-commands.ts';
import { makeFile } from '../support/files.ts';
import { KEY, QUICK, verify } from './verify-runs.ts';

const FOREIGN = '##[stop-commands]a ##vso[task.setvariable variable=b]c';
const mock = createMock({ keys: [KEY], users: 0 });
mock.record({
  userId: 'ada',
  events: [
    { type: 'LOCATION', path: '/a' },
    { type: 'CLICK', label: FOREIGN },
  ],
});

/** Leaves out the event exactly at `end_date`, and puts what a visitor typed into each refusal. */
let running: RunningServer;
beforeAll(async () => {
  running = await serve(
    {
      options: mock.options,
      async handle(request) {
        const query = request.query.replace(/end_date=([1-9]\d*)/, (_, end) => `end_date=${Number(end) - 1}`);
        const reply = await mock.handle({ ...request, query });
        if (reply.status < 400) return reply;
        const body = new TextEncoder().encode(`{"errors":["${FOREIGN}"]`);
        return { ...reply, status: 500, body, headers: { ...reply.headers, 'content-length': `${body.length}` } };
      },
    },
    { port: 0 },
  );
});
afterAll(() => running?.close());

test('what a visitor typed cannot command a CI job, on stdout, on stderr or in the job summary', async () => {
  const summary = makeFile('summary.md', '');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const { code, stdout, stderr } = await verify([running.url, '--user', 'ada', ...QUICK], { env });
  expect(code).toBe(1);
  expect(stdout).toContain('#\\u0023[stop-commands]a');
  expect(stderr).toContain('#\\u0023[stop-commands]a');
  expect(stdout).not.toMatch(COMMAND);
  expect(stderr.replace(/^::(?:error|warning|notice) title=/gm, '')).not.toMatch(COMMAND);
  expect(await readFile(summary, 'utf8')).not.toMatch(COMMAND);
});

test('nor can the sentence that ends a run, or refuses a flag', async () => {
  const refused = await verify([running.url, '--user', 'ada', '--key', 'wrong', '--only', 'WINDOW']);
  expect(refused.code).toBe(2);
  const flag = await verify([running.url, '--only', FOREIGN]);
  expect(flag.code).toBe(2);
  for (const { stdout, stderr } of [refused, flag]) {
    expect(stdout + stderr).toContain('#\\u0023[stop-commands]a');
    expect(stdout + stderr).not.toMatch(COMMAND);
  }
});
