import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { requirements } from '../../src/contract/table.ts';
import { serve } from '../../src/hosts/node.ts';
import { DEVELOPMENT_KEY } from '../../src/index.ts';
import { startCli } from '../support/cli.ts';
import { makeFile, makeFolder } from '../support/files.ts';
import { closedPort, openHostile } from '../support/hostile.ts';
import { scaled } from '../support/patience.ts';
import { KEY, mock, serveRight, serveWrong, verify } from './verify-runs.ts';

const right = serveRight();
const wrong = serveWrong();

test('Ctrl+C ends a run with 130, and its reports are written', async () => {
  const file = join(makeFolder(), 'report.json');
  const server = await openHostile(() => {}, { after: 30 });
  onTestFinished(() => server.close());
  const args = ['verify', server.url, '--key', KEY, '--timeout', '60000', '--reporter', `json=${file}`];
  const cli = startCli(args);
  while (server.requests.length <= 30) await wait(10);
  const { code } = await cli.end('SIGINT');
  expect(code).toBe(130);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    exitCode: 130,
    summary: { incomplete: 'the run was interrupted' },
  });
});

test('--deadline ends a run with 2 and says so; reports are complete, and what was not reached is skipped for that reason', async () => {
  const server = await openHostile((_, __, right) => void setTimeout(right, scaled(100)));
  onTestFinished(() => server.close());
  const deadline = `${scaled(2)}s`;
  const [json, junit] = [join(makeFolder(), 'report.json'), join(makeFolder(), 'report.xml')];
  const reports = ['--reporter', `json=${json}`, '--reporter', `junit=${junit}`];
  const { code, stderr } = await verify([server.url, '--key', DEVELOPMENT_KEY, '--deadline', deadline, ...reports]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`--deadline (${deadline}) is over`)]);
  const { results, summary, exitCode } = JSON.parse(await readFile(json, 'utf8'));
  expect([exitCode, summary.incomplete]).toEqual([2, `--deadline (${deadline}) is over`]);
  expect(results).toHaveLength(requirements.length);
  const reasons = results.map(({ reason }: { reason?: string }) => reason);
  expect(reasons).toContain(`--deadline (${deadline}) is over`);
  expect(results.filter(({ outcome }: { outcome: string }) => outcome === 'skipped').length).toBeGreaterThan(100);
  expect(await readFile(junit, 'utf8')).toMatch(/<\/testsuites>\n$/);
});

test('--fail-fast ends a run at the first MUST that is not met', async () => {
  const only = ['--window', 'event', '--only', 'WINDOW', '--reporter', 'json', '--seed', '7'];
  const { code, stdout } = await verify([wrong.url, ...only, '--fail-fast']);
  const { summary } = JSON.parse(stdout);
  expect([code, summary.notMet]).toEqual([1, 1]);
  expect(summary.incomplete).toMatch(/^--fail-fast ended the run at WINDOW-\d+$/);
});

describe('--wait', () => {
  test('waits for a server to come up', async () => {
    const port = await closedPort();
    const cli = startCli([
      'verify',
      `http://127.0.0.1:${port}/api/app`,
      '--key',
      KEY,
      '--only',
      'ORDER-01',
      '--wait',
      '5m',
    ]);
    await wait(500);
    const server = await serve(mock, { port });
    onTestFinished(() => server.close());
    expect((await cli.end()).code).toBe(0);
  });

  test('ends with 2 when none does', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/api/app`;
    const report = join(makeFolder(), 'report.json');
    const { code, stderr } = await verify([url, '--wait', '1s', '--seed', '7', '--reporter', `json=${report}`]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/ did not answer within 1s \(--wait\)\.\n$/)]);
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
      exitCode: 2,
      summary: { seed: 7, incomplete: expect.stringContaining('did not answer within 1s') },
    });
  });
});

describe('known failures', () => {
  const only = ['--window', 'event', '--only', 'WINDOW-01', '--only', 'WINDOW-02', '--seed', '7'];
  const knowing = (...known: string[]) => makeFile('known.json', JSON.stringify({ known }));

  test('are listed apart, and do not fail the run', async () => {
    const { code, stdout } = await verify([wrong.url, ...only, '--known', knowing('WINDOW-02')]);
    expect(code).toBe(0);
    expect(stdout).toContain('\nKnown failures: WINDOW-02.\n');
    expect(stdout).toMatch(/\n1 met, 0 not met, 1 known failure \(/);
  });

  test('fail the run once they are met', async () => {
    const { code, stdout } = await verify([right.url, ...only, '--known', knowing('WINDOW-02')]);
    expect(code).toBe(1);
    expect(stdout).toContain('\nMet again: WINDOW-02. Remove it from the known failures.\n');
    expect(stdout).toMatch(/\n2 met, 0 not met, 1 known failure met again \(/);
  });

  test('are written by --update-known', async () => {
    const file = join(makeFolder(), 'ci/known.json');
    expect(await verify([wrong.url, ...only, '--known', file, '--update-known'])).toMatchObject({
      code: 0,
      stderr: `1 known failure written to ${file}.\n`,
    });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ known: ['WINDOW-02'] });
    expect((await verify([wrong.url, ...only, '--known', file])).code).toBe(0);
  });

  test('do not count as met again when a run makes few requests', async () => {
    const { code, stdout } = await verify([
      ...[right.url, ...only, '--depth', 'quick', '--known', knowing('WINDOW-02')],
    ]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/\n2 met, 0 not met \(/)]);
  });

  test.each([
    [
      'an ID that is none',
      { known: ['WINDOW-99'] },
      /"WINDOW-99" is neither a requirement nor a group; did you mean WINDOW-\d+\?/,
    ],
    ['another field', { knwon: [] }, /there is no field "knwon"; did you mean "known"\?/],
    ['another value', { known: 'WINDOW-02' }, /known: expected a list, received "WINDOW-02"\./],
  ])('are refused with %s', async (_, content, message) => {
    const { code, stderr } = await verify([right.url, '--known', makeFile('known.json', JSON.stringify(content))]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});

test.each(['utf-16le', 'utf-16be', 'utf-8'])('a config in %s with a byte order mark is read', async (encoding) => {
  const text = `\ufeff${JSON.stringify({ $schema: 'config.json', url: right.url, only: ['ORDER-01'] })}\r\n`;
  const little = Buffer.from(text, 'utf16le');
  const bytes = { 'utf-16le': little, 'utf-16be': Buffer.from(little).swap16(), 'utf-8': Buffer.from(text) }[encoding];
  const config = makeFile('config.json', bytes ?? '');
  expect((await verify(['--config', config])).code).toBe(0);
});
