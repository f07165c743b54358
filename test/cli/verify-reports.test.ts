import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { MAIN } from '../support/cli.ts';
import { makeFile, makeFolder } from '../support/files.ts';
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
    expect(JSON.parse(stdout).summary.failed).toBe(0);
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

  test('have no colours where stdout is no terminal', async () => {
    expect((await verify([wrong.url, '--window', 'event', '--only', 'WINDOW-02'])).stdout).not.toContain('\u001b');
  });

  test('have colours on a terminal, unless NO_COLOR says otherwise', async (context) => {
    const onTerminal = async (env: Record<string, string>) => {
      const command = `'${process.execPath}' '${MAIN}' verify ${wrong.url} --window event --only WINDOW-02`;
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

  test('in GitHub Actions come once where they are asked for', async () => {
    const { stdout, stderr } = await verify(
      [wrong.url, '--window', 'event', '--only', 'WINDOW-02', '--reporter', 'github'],
      {
        env: { GITHUB_ACTIONS: 'true' },
      },
    );
    expect([stdout.match(/::error/g)?.length, stderr]).toEqual([1, '']);
  });
});
