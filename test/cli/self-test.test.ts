import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

describe('openreplay-kit self-test', () => {
  test('kills every broken server of a group of an API, passes the right ones and exits 0', async () => {
    const { code, stdout, stderr } = await runCli(['self-test', '--api', 'v1', '--only', 'ORDER']);
    expect([code, stderr]).toEqual([0, '']);
    const [, killed, broken] = /^ORDER +(\d+) of (\d+) killed/m.exec(stdout) ?? [];
    expect(Number(broken)).toBeGreaterThan(5);
    expect(killed).toBe(broken);
    expect(stdout).toMatch(/, 0 false alarms at \d+ right ones, 0 of \d+ requirements kill nothing \(/);
  });

  test('writes nothing but JSON with --reporter json', async () => {
    const { code, stdout } = await runCli(['self-test', '--only', 'ORDER-01', '--reporter', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { requirements: 1, survivors: [], falseAlarms: [], idle: [] },
      requirements: [{ id: 'ORDER-01', kills: ['every 5th event twice'] }],
    });
  });

  test.each([
    [['--only', 'ORDERS'], /^Failed to test: "ORDERS" is neither a requirement nor a group; groups are REQUEST/],
    [['--reporter', 'xml'], /xml' is invalid/],
  ])('%j exits 2 in one line', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['self-test', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
