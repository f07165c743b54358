import { describe, expect, onTestFinished, test } from 'vitest';
import { requirements } from '../../src/contract/index.ts';
import { serve } from '../../src/hosts/node.ts';
import type { MockHandler } from '../../src/hosts/web.ts';
import { createMock, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { KEY, mock, QUICK, serveRight, serveWrong, verify } from './verify-runs.ts';

const right = serveRight();
const wrong = serveWrong();
const counts = (text: string) => /^(\d+) met, (\d+) not met/m.exec(text)?.slice(1).map(Number);

describe('openreplay-kit verify', () => {
  test('ends with 0 when a server meets the contract, with only the results on stdout', async () => {
    const { code, stdout, stderr } = await verify([right.url, ...QUICK]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      new RegExp(
        `^Verifying ${right.url}, the documented API \\(${requirements.length} requirements, seed 7\\)\\n\\n✓ REQUEST   \\d+ met`,
      ),
    );
    expect(stdout).toMatch(/\n\d+ met, 0 not met, \d+ skipped \(\d+ requests in \d+\.\d s, seed 7\)\n$/);
  });

  test('ends with 1 when a server does not, and shows what went wrong, but no key', async () => {
    const only = ['--only', 'WINDOW', '--only', 'AUTH'];
    const { code, stdout, stderr } = await verify([wrong.url, '--window', 'event', ...only, ...QUICK]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(
      /\nend_date is exclusive: .*\n {2}WINDOW-02 MUST .*\n {4}Source: .*\n {4}Expected: .*\n {4}Received: .*\n {4}Repeat: {3}curl .*\$OPENREPLAY_API_KEY/,
    );
    expect(counts(stdout)?.[1]).toBeGreaterThan(2);
    expect(stdout).not.toContain(KEY);
  });

  test('gives the command that repeats the requests when one request does not show it', async () => {
    let last: ReturnType<MockHandler['handle']> | undefined;
    const sharing: MockHandler = {
      options: mock.options,
      async handle(request) {
        const before = last;
        const reply = mock.handle(request);
        last = reply;
        return before && request.query.startsWith('start_date=0&') ? before : reply;
      },
    };
    const server = await serve(sharing, { port: 0 });
    onTestFinished(() => server.close());
    const { stdout } = await verify([server.url, '--only', 'REPEAT-03', '--seed', '3', '--runs', '100']);
    expect(stdout).toContain(
      `openreplay-kit verify ${server.url} --project 3sWXSsqHgSKnE87YkNJK --user mickael@openreplay.com --only REPEAT-03 --seed 3 --runs 100\n`,
    );
  });

  test('reads no more of a reply than --max-reply, and names it when a reply is longer', async () => {
    const only = ['--only', 'REQUEST-01', '--only', 'ROBUST-04'];
    const cut = await verify([right.url, ...only, '--max-reply', '1000']);
    expect(cut.code).toBe(2);
    expect(cut.stdout).toContain(
      'does not end, or holds more than --max-reply allows: pass a --user with fewer events',
    );
    expect((await verify([right.url, ...only, '--max-reply', '10000'])).code).toBe(0);
  });

  test('draws a seed, prints it, and does the same again with it', async () => {
    const only = ['--only', 'WINDOW-04', '--only', 'REPEAT-03'];
    const first = await verify([wrong.url, ...only, '--reporter', 'json']);
    const { summary, results } = JSON.parse(first.stdout);
    const again = JSON.parse(
      (await verify([wrong.url, ...only, '--reporter', 'json', '--seed', `${summary.seed}`])).stdout,
    );
    const untimed = (list: object[]) => list.map((result) => ({ ...result, durationMs: 0 }));
    expect(untimed(again.results)).toEqual(untimed(results));
    expect(again.summary).toMatchObject({ seed: summary.seed, requests: summary.requests });
  });

  test.each([
    [['--only', 'AUTH'], inGroup('AUTH')],
    [['--only', 'AUTH', '--skip', 'AUTH-05', '--skip', 'AUTH-09'], inGroup('AUTH') - 2],
    [['--only', 'WINDOW-02', '--only', 'ORDER'], 1 + inGroup('ORDER')],
    [['--level', 'MUST', '--only', 'AUTH'], inGroup('AUTH', 'MUST')],
  ])('%j checks %i requirements', async (flags, count) => {
    const { stdout } = await verify([right.url, ...QUICK, ...flags, '--reporter', 'json']);
    expect(JSON.parse(stdout).results).toHaveLength(count);
  });

  test('--strict ends with 1 for a SHOULD that is not met, which is otherwise only shown', async () => {
    const lenient = await serve(
      {
        options: mock.options,
        handle: (request) => mock.handle({ ...request, authorization: request.authorization?.replace(/^Bearer /, '') }),
      },
      { port: 0 },
    );
    onTestFinished(() => lenient.close());
    const flags = [lenient.url, '--only', 'AUTH-04'];
    const [shown, strict] = await Promise.all([verify(flags), verify([...flags, '--strict'])]);
    expect([shown.code, strict.code]).toEqual([0, 1]);
    expect(shown.stdout).toMatch(/^! AUTH .* not met: AUTH-04$/m);
    expect(shown.stdout).toContain('1 SHOULD not met');
  });

  test('ends with 2 when more than a tenth of the MUST requirements could not be judged, and says why', async () => {
    const narrow = await serve(
      {
        options: mock.options,
        // refuses windows that were not asked for yet, which end far ahead
        handle: (request) =>
          mock.handle({ ...request, query: request.query.replace(/end_date=9\d{12}/, 'end_date=far') }),
      },
      { port: 0 },
    );
    onTestFinished(() => narrow.close());
    const { code, stdout, stderr } = await verify([narrow.url, '--only', 'REQUEST-01', '--only', 'REPEAT-31']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Failed to verify: 1 of 2 MUST requirements could not be judged, such as REPEAT-31: .*\n$/);
    expect(stdout).toMatch(/\n1 met, 0 not met, 1 skipped .*\n.*Incomplete: 1 of 2 MUST/);
  });

  test('accepts a server that keeps whole sessions, and says so when --window does not ask for it', async () => {
    const v1 = await serve(createMock({ keys: [KEY], window: 'session' }), { port: 0 });
    onTestFinished(() => v1.close());
    const [asked, unasked] = await Promise.all([
      verify([v1.url, '--only', 'WINDOW', ...QUICK, '--window', 'session']),
      verify([v1.url, '--only', 'WINDOW', ...QUICK]),
    ]);
    expect([asked.code, unasked.code]).toEqual([0, 0]);
    expect(unasked.stdout).toContain('dates filter sessions by their start');
  });
});

function inGroup(name: string, only?: 'MUST'): number {
  return requirements.filter(({ id, level }) => id.startsWith(`${name}-`) && (!only || level === only)).length;
}

test('several users are checked in one run', async () => {
  const [other = ''] = (await mock.users(3)).filter((user) => user !== DOCUMENTED_USER_ID);
  const { code, stdout } = await verify([
    right.url,
    '--only',
    'ISOLATION-06',
    '--user',
    DOCUMENTED_USER_ID,
    '--user',
    other,
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain('✓ ISOLATION 1 met');
});
