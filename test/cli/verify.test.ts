import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type RunningServer, serve } from '../../src/adapters/node.ts';
import type { MockHandler } from '../../src/adapters/web.ts';
import { requirements } from '../../src/contract/index.ts';
import { createMock, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { type CliOptions, type Ended, MAIN, runCli } from '../support/cli.ts';
import { closedPort } from '../support/hostile.ts';

const KEY = 'Very$ecret"Key\'0123456789';
const mock = createMock({ keys: [KEY], users: 3 });
/** Leaves out the event exactly at `end_date`, and sends the key back with each refusal. */
const faulty: MockHandler = {
  options: mock.options,
  async handle(request) {
    const query = request.query.replace(/end_date=([1-9]\d*)/, (_, end) => `end_date=${Number(end) - 1}`);
    const reply = await mock.handle({ ...request, query });
    if (reply.status !== 401) return reply;
    const body = new TextEncoder().encode(JSON.stringify({ errors: [`not ${request.authorization}`] }));
    return { ...reply, body, headers: { ...reply.headers, 'content-length': `${body.length}` } };
  },
};

let directory: string;
let right: RunningServer;
let wrong: RunningServer;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'openreplay-kit-'));
  [right, wrong] = await Promise.all([serve(mock, { port: 0 }), serve(faulty, { port: 0 })]);
});
afterAll(() => Promise.all([right.close(), wrong.close(), rm(directory, { recursive: true })]));

/** Most of what a run does, in a fraction of its time. */
const QUICK = ['--runs', '2', '--seed', '7'];

function verify(args: readonly string[], { env, ...options }: CliOptions = {}): Promise<Ended> {
  const usual = { OPENREPLAY_API_KEY: KEY, GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', OPENREPLAY_OTHER_API_KEY: '' };
  return runCli(['verify', ...args], { ...options, env: { ...usual, ...env } });
}

const inDirectory = (name: string) => join(directory, name);
const counts = (text: string) => /^(\d+) passed, (\d+) failed/m.exec(text)?.slice(1).map(Number);

describe('openreplay-kit verify', () => {
  test('ends with 0 when a server keeps the contract, with the results on stdout alone', async () => {
    const { code, stdout, stderr } = await verify([right.url, ...QUICK]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      new RegExp(`^Verifying ${right.url} \\(${requirements.length} requirements, seed 7\\)\\n\\n✓ REQUEST-01 `),
    );
    expect(stdout).toMatch(/\n\d+ passed, 0 failed, \d+ skipped \(\d+ requests in \d+\.\d s, seed 7\)\n$/);
  });

  test('ends with 1 when a server does not, and shows what went wrong, but no key', async () => {
    const { code, stdout, stderr } = await verify([wrong.url, ...QUICK]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(
      /\nend_date is exclusive: .*\n {2}WINDOW-02 MUST .*\n {4}Source: .*\n {4}Expected: .*\n {4}Received: .*\n {4}Repeat: {3}curl .*\$OPENREPLAY_API_KEY/,
    );
    expect(counts(stdout)?.[1]).toBeGreaterThan(2);
    expect(stdout).not.toContain(KEY);
  });

  test('sends no more than 400 requests for the documented user', async () => {
    for (const seed of ['1', '2', '3']) {
      const { stdout } = await verify([right.url, '--seed', seed, '--reporter', 'json']);
      expect(JSON.parse(stdout).summary.requests).toBeLessThanOrEqual(400);
    }
  });

  test('gives the command that goes through the requests again where one request does not show it', async () => {
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

  test('reads no more of a reply than --max-reply, and names it where a reply is longer', async () => {
    const only = ['--only', 'REQUEST-01', '--only', 'ROBUST-04'];
    const cut = await verify([right.url, ...only, '--max-reply', '1000']);
    expect(cut.code).toBe(1);
    expect(cut.stdout).toContain('Received: more than 1000 bytes in one reply, the limit of --max-reply\n');
    expect(cut.stdout).toContain('Some replies do not end, or hold more than --max-reply allows.\n');
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
    [['--only', 'AUTH'], 9],
    [['--only', 'AUTH', '--skip', 'AUTH-05', '--skip', 'AUTH-09'], 7],
    [['--only', 'WINDOW-02', '--only', 'ORDER'], 6],
    [['--level', 'MUST'], requirements.filter(({ level }) => level === 'MUST').length],
  ])('%j checks %i requirements', async (flags, count) => {
    const { stdout } = await verify([right.url, ...QUICK, ...flags, '--reporter', 'json']);
    expect(JSON.parse(stdout).results).toHaveLength(count);
  });

  test('--strict ends with 1 for a SHOULD that is not met, which else is only shown', async () => {
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
    expect(shown.stdout).toMatch(/^! AUTH-04 SHOULD /m);
    expect(shown.stdout).toContain('1 warned');
  });

  test('--window session takes a server that keeps whole sessions', async () => {
    const v1 = await serve(createMock({ keys: [KEY], window: 'session' }), { port: 0 });
    onTestFinished(() => v1.close());
    const [asked, unasked] = await Promise.all([
      verify([v1.url, ...QUICK, '--window', 'session']),
      verify([v1.url, ...QUICK]),
    ]);
    expect([asked.code, unasked.code]).toEqual([0, 1]);
    expect(unasked.stdout).toContain('to accept that, pass --window session.');
  });
});

describe('the key of a run', () => {
  test.each<[string, string[], Record<string, string>]>([
    ['OPENREPLAY_API_KEY', [], { OPENREPLAY_API_KEY: KEY }],
    ['--key', ['--key', KEY], { OPENREPLAY_API_KEY: '' }],
    ['--key, which goes before the environment', ['--key', KEY], { OPENREPLAY_API_KEY: 'Other-Key-1' }],
    ['--key-file', ['--key-file', 'KEYFILE'], { OPENREPLAY_API_KEY: '' }],
  ])('comes from %s and is in no output', async (_, args, env) => {
    await writeFile(inDirectory('key'), `${KEY}\n`);
    const flags = args.map((arg) => arg.replace('KEYFILE', inDirectory('key')));
    const { code, stdout, stderr } = await verify([wrong.url, '--only', 'AUTH', '--only', 'REQUEST-01', ...flags], {
      env,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ REQUEST-01/m);
    expect(stdout + stderr).not.toContain(KEY);
  });

  test.each<[string, string[], string, boolean]>([
    ['another one', ['--key', KEY], 'Other-Key-1234', true],
    ['another one than the file', ['--key-file', 'KEYFILE'], 'Other-Key-1234', true],
    ['the same', ['--key', KEY], KEY, false],
    ['nothing', ['--key', KEY], '', false],
  ])(
    'is warned of where the environment has %s, which the lines of the report name',
    async (_, args, inEnv, isTold) => {
      await writeFile(inDirectory('key'), `${KEY}\n`);
      const flags = args.map((arg) => arg.replace('KEYFILE', inDirectory('key')));
      const { code, stderr } = await verify([right.url, '--only', 'REQUEST-01', ...flags], {
        env: { OPENREPLAY_API_KEY: inEnv },
      });
      expect(code).toBe(0);
      expect(stderr).toMatch(
        isTold ? /^Warning: OPENREPLAY_API_KEY holds another key than the one of this run; .*\n$/ : /^$/,
      );
      expect(stderr).not.toMatch(/Very|Other-Key/);
    },
  );

  test('is in no report', async () => {
    const names = ['pretty', 'junit', 'json', 'markdown', 'github', 'html'];
    const { code, stdout } = await verify([
      wrong.url,
      ...QUICK,
      ...names.flatMap((name) => ['--reporter', `${name}=${inDirectory(name)}`]),
    ]);
    expect([code, stdout]).toEqual([1, '']);
    for (const name of names) {
      const text = await readFile(inDirectory(name), 'utf8');
      expect(text).toContain('WINDOW-02');
      expect(text).not.toContain('Very$ecret');
      expect(text).not.toContain(JSON.stringify(KEY).slice(1, -1));
    }
  });
});

describe('a run that cannot be done ends with 2 and one sentence on stderr:', () => {
  const REMOTE = 'https://openreplay.example.com/api/app';

  test.each<[string, string[], RegExp, Record<string, string>?]>([
    ['a URL that is none', ['nonsense'], /^Failed to verify: .*must be an http or https URL, received "nonsense"\.\n$/],
    ['a URL of another protocol', ['ftp://localhost/'], /must be an http or https URL/],
    [
      'a URL with a password',
      ['http://me:hush@localhost/api/app'],
      /must have no user name, password, query or fragment/,
    ],
    ['a URL with a query', ['http://localhost/api/app?x=1'], /must have no user name, password, query or fragment/],
    ['no URL', [], /there is no URL/],
    ['an unknown flag', ['http://localhost/', '--kye=hush'], /unknown option '--kye'/],
    [
      'an unknown reporter',
      ['http://localhost/', '--reporter', 'xml'],
      /there is no reporter "xml"; there are pretty, /,
    ],
    [
      'an unknown requirement',
      ['http://localhost/', '--only', 'AUTH-99'],
      /"AUTH-99" is neither a requirement nor a group; groups are REQUEST, AUTH, /,
    ],
    [
      'an unknown group to skip',
      ['http://localhost/', '--skip', 'COLOUR'],
      /"COLOUR" is neither a requirement nor a group/,
    ],
    ['an unknown level', ['http://localhost/', '--level', 'MAY'], /Allowed choices are MUST, SHOULD\./],
    ['an unknown window', ['http://localhost/', '--window', 'day'], /Allowed choices are event, session\./],
    ['a number that is none', ['http://localhost/', '--timeout', '5s'], /It must be a whole number of 0 or more\./],
    ['nothing left to check', ['http://localhost/', '--only', 'AUTH', '--skip', 'AUTH'], /nothing is left to check/],
    ['a time limit of 0', ['http://localhost/', '--timeout', '0'], /--timeout: .*received 0\./],
    ['no requests at all', ['http://localhost/', '--max-requests', '0'], /--max-requests: .*received 0\./],
    ['replies of no size', ['http://localhost/', '--max-reply', '99'], /--max-reply: .*>=1000, received 99\./],
    [
      'a config that is not there',
      ['--config', 'no-such.json'],
      /config no-such\.json: there is no such file or folder\./,
    ],
    ['a rate of 0', ['http://localhost/', '--rate', '0'], /It must be a number above 0\./],
    ['a header that is none', ['http://localhost/', '--header', 'hush'], /--header must be "Name: value"/],
    [
      'a key with a space',
      ['http://localhost/', '--key', 'my hush'],
      /key: must be printable ASCII without spaces, received a value that is not shown/,
    ],
    [
      'no key for a server elsewhere',
      [REMOTE],
      /there is no API key\. Set OPENREPLAY_API_KEY, or pass --key-file FILE or --key KEY\./,
      { OPENREPLAY_API_KEY: '' },
    ],
    [
      'a key file that is not there',
      [REMOTE, '--key-file', 'no-such-file'],
      /Failed to read the key file no-such-file: there is no such file or folder\./,
    ],
    [
      'a report that cannot be written',
      ['http://localhost/', '--reporter', 'json=/no/such/folder/report.json'],
      /Failed to write the report \/no\/such\/folder\/report\.json: there is no such file or folder\./,
    ],
  ])('%s', async (_, args, message, env) => {
    const { code, stdout, stderr } = await verify(args, env && { env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^[^\n]*[.]\n$/);
    expect(stderr).not.toContain('hush');
  });

  test('a server that does not listen', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/api/app`;
    const { code, stderr } = await verify([url]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      new RegExp(`^Failed to reach ${url}: .*ECONNREFUSED.* Is the server running, and is the address right\\?\\n$`),
    );
  });

  test('a user without events', async () => {
    const { code, stdout, stderr } = await verify([right.url, ...QUICK, '--user', 'nobody@example.org']);
    expect([code, stderr]).toEqual([
      2,
      'Failed to verify: the user has no events, so there was nothing to compare; pass a --user who has some.\n',
    ]);
    expect(stdout).toMatch(/ 0 failed/);
  });

  test('more requests needed than allowed', async () => {
    const { code, stderr } = await verify([right.url, ...QUICK, '--max-requests', '20']);
    expect([code, stderr]).toEqual([2, 'Failed to verify: --max-requests (20) is used up.\n']);
  });
});

describe('reports', () => {
  test('go to files and to stdout at once', async () => {
    const flags = [
      '--reporter',
      'json',
      '--reporter',
      `junit=${inDirectory('two.xml')}`,
      '--reporter',
      `markdown=${inDirectory('two.md')}`,
    ];
    const { code, stdout } = await verify([right.url, ...QUICK, '--only', 'ORDER', ...flags]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).summary.failed).toBe(0);
    expect(await readFile(inDirectory('two.xml'), 'utf8')).toMatch(/^<\?xml /);
    expect(await readFile(inDirectory('two.md'), 'utf8')).toMatch(/^## ✅ /);
  });

  test('go to the file of --output, in place of what was there', async () => {
    await writeFile(inDirectory('out.json'), 'x'.repeat(100_000));
    const { stdout } = await verify([
      right.url,
      '--only',
      'ORDER-01',
      '--reporter',
      'json',
      '--output',
      inDirectory('out.json'),
    ]);
    expect(stdout).toBe('');
    expect(JSON.parse(await readFile(inDirectory('out.json'), 'utf8')).results).toHaveLength(1);
  });

  test('have no colours where stdout is no terminal', async () => {
    expect((await verify([wrong.url, '--only', 'WINDOW-02'])).stdout).not.toContain('\u001b');
  });

  test('have colours on a terminal, unless NO_COLOR says otherwise', async (context) => {
    const onTerminal = async (env: Record<string, string>) => {
      const command = `${process.execPath} ${MAIN} verify ${wrong.url} --only WINDOW-02`;
      const inherited = { ...process.env, OPENREPLAY_API_KEY: KEY, GITHUB_ACTIONS: '', ...env };
      const run = promisify(execFile)('script', ['-qec', command, '/dev/null'], { env: inherited });
      return run.then(
        ({ stdout }) => stdout,
        ({ code, stdout }) => (code === 'ENOENT' ? context.skip('there is no script(1)') : String(stdout)),
      );
    };
    expect(await onTerminal({ NO_COLOR: '' })).toContain('\u001b[31m');
    expect(await onTerminal({ NO_COLOR: '1' })).not.toContain('\u001b[31m');
  });

  test('in GitHub Actions are annotations too, and a summary behind what is there', async () => {
    await writeFile(inDirectory('summary.md'), 'Before.\n');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: inDirectory('summary.md') };
    const { code, stdout, stderr } = await verify([wrong.url, '--only', 'WINDOW-02'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Verifying /);
    expect(stderr).toMatch(/^::error title=WINDOW-02 .*::end_date is exclusive: [^\n]*\n$/);
    expect(await readFile(inDirectory('summary.md'), 'utf8')).toMatch(/^Before\.\n## ❌ Contract of /);
  });

  test('in GitHub Actions come once where they are asked for', async () => {
    const { stdout, stderr } = await verify([wrong.url, '--only', 'WINDOW-02', '--reporter', 'github'], {
      env: { GITHUB_ACTIONS: 'true' },
    });
    expect([stdout.match(/::error/g)?.length, stderr]).toEqual([1, '']);
  });
});

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
  expect(stdout).toContain('✓ ISOLATION-06');
});
