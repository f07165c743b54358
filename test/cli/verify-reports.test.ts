import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { MAIN } from '../support/cli.ts';
import { makeFile, makeFolder } from '../support/files.ts';
import { closedPort } from '../support/hostile.ts';
import { KEY, QUICK, serveRight, serveWrong, verify } from './verify-runs.ts';

const right = serveRight();
const wrong = serveWrong();

describe('reports', () => {
  test('go to files and to stdout at once', async () => {
    const folder = makeFolder();
    const [xml, markdown] = [join(folder, 'two.xml'), join(folder, 'two.md')];
    const flags = ['json', `junit=${xml}`, `markdown=${markdown}`].flatMap((reporter) => ['--reporter', reporter]);
    const { code, stdout } = await verify([right.url, ...QUICK, '--only', 'ORDER', ...flags]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).summary.notMet).toBe(0);
    expect(await readFile(xml, 'utf8')).toMatch(/^<\?xml /);
    expect(await readFile(markdown, 'utf8')).toMatch(/^## ✅ /);
  });

  test('go to the file of --output, in place of what was there', async () => {
    const output = makeFile('out.json', 'x'.repeat(100_000));
    const { stdout } = await verify([right.url, '--only', 'ORDER-01', '--reporter', 'json', '--output', output]);
    expect(stdout).toBe('');
    expect(JSON.parse(await readFile(output, 'utf8')).results).toHaveLength(1);
  });

  test('go to the file of --output from the first reporter that names none', async () => {
    const [first, output] = [makeFile('first.txt', ''), makeFile('second.json', '')];
    const reporters = ['--reporter', `pretty=${first}`, '--reporter', 'json', '--output', output];
    const { stdout } = await verify([right.url, '--only', 'ORDER-01', ...reporters]);
    expect(stdout).toBe('');
    expect(await readFile(first, 'utf8')).toMatch(/^Verifying /);
    expect(JSON.parse(await readFile(output, 'utf8')).results).toHaveLength(1);
  });

  test('have no colours when stdout is not a terminal', async () => {
    expect((await verify([wrong.url, '--window', 'event', '--only', 'WINDOW-02'])).stdout).not.toContain('\u001b');
  });

  test('have colours on a terminal, unless NO_COLOR says otherwise', async (context) => {
    const onTerminal = async (env: Record<string, string>) => {
      const command = `'${process.execPath}' '${MAIN}' verify ${wrong.url} --window event --only WINDOW-02`;
      const inherited = { ...process.env, OPENREPLAY_API_KEY: KEY, GITHUB_ACTIONS: '', FORCE_COLOR: '', ...env };
      const run = promisify(execFile)('script', ['-qec', command, '/dev/null'], { env: inherited });
      return run.then(
        ({ stdout }) => stdout,
        ({ code, stdout }) => (code === 'ENOENT' ? context.skip('there is no script(1)') : String(stdout)),
      );
    };
    expect(await onTerminal({ NO_COLOR: '' })).toContain('\u001b[31m');
    expect(await onTerminal({ NO_COLOR: '1' })).not.toContain('\u001b[31m');
    expect(await onTerminal({ TERM: 'dumb' })).not.toContain('\u001b[31m');
  });

  test('have colours in a pipe when FORCE_COLOR asks for them', async () => {
    const { stdout } = await verify([right.url, '--only', 'ORDER-01'], { env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001b[32m');
  });

  test('name every requirement with --verbose, and only what is not met with --quiet', async () => {
    const only = ['--window', 'event', '--only', 'WINDOW-01', '--only', 'WINDOW-02', '--seed', '7'];
    const verbose = await verify([wrong.url, ...only, '--verbose']);
    expect(verbose.stdout).toMatch(/^✓ WINDOW-01 .*\n✗ WINDOW-02 MUST /m);
    const quiet = await verify([wrong.url, ...only, '--quiet']);
    expect(quiet.stdout).toMatch(/^end_date is exclusive[\s\S]*\n1 met, 1 not met \(.*\)\n$/);
  });

  test('create their folders', async () => {
    const file = join(makeFolder(), 'a/b/report.json');
    await verify([right.url, '--only', 'ORDER-01', '--reporter', `json=${file}`]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ exitCode: 0, summary: { met: 1 } });
  });

  test('that cannot be written cause a warning, and change no verdict', async () => {
    // Linux takes no folder in /proc, which Node's own recursive mkdir retries forever
    for (const path of [join(makeFile('file', ''), 'report.json'), '/proc/none/here/report.json']) {
      const { code, stderr } = await verify([right.url, '--only', 'ORDER-01', '--reporter', `json=${path}`]);
      expect(code).toBe(0);
      expect(stderr).toMatch(/^Warning: failed to write the report \S+report\.json: .*\.\n$/);
    }
  });

  test('are written even when no server answers', async () => {
    const folder = makeFolder();
    const names = ['junit', 'json', 'markdown'];
    const flags = names.flatMap((name) => ['--reporter', `${name}=${join(folder, name)}`]);
    const { code, stderr } = await verify([`http://127.0.0.1:${await closedPort()}/api/app`, ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^Failed to reach /)]);
    const [junit = '', json = '', markdown] = await Promise.all(
      names.map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(junit).toMatch(/<testsuites [^>]* errors="1" [\s\S]*<error message="Failed to reach /);
    expect(JSON.parse(json)).toMatchObject({
      exitCode: 2,
      summary: { incomplete: expect.stringMatching(/^Failed to reach /) },
    });
    expect(markdown).toMatch(/^## ⚠️ [\s\S]*\nIncomplete: Failed to reach /);
  });

  test('in GitHub Actions are also annotations, and a summary after what is there', async () => {
    const summary = makeFile('summary.md', 'Before.\n');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const { code, stdout, stderr } = await verify([wrong.url, '--window', 'event', '--only', 'WINDOW-02'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Verifying /);
    expect(stderr).toMatch(
      /^::error title=WINDOW-02 .*::end_date is exclusive: [^\n]*\n::notice title=How the dates are read::[^\n]*\n$/,
    );
    expect(await readFile(summary, 'utf8')).toMatch(/^Before\.\n## ❌ Contract of /);
  });

  test('in GitHub Actions come only once when asked for', async () => {
    const { stdout, stderr } = await verify(
      [wrong.url, '--window', 'event', '--only', 'WINDOW-02', '--reporter', 'github'],
      {
        env: { GITHUB_ACTIONS: 'true' },
      },
    );
    expect([stdout.match(/::error/g)?.length, stderr]).toEqual([1, '']);
  });
});
