import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

describe('openreplay-kit explain', () => {
  test('shows what meets a requirement, and what a run says about a server that does not', async () => {
    const { code, stdout, stderr } = await runCli(['explain', 'WINDOW-02']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^WINDOW-02 MUST end_date keeps .*\n\nSource: documented: /);
    expect(stdout).toMatch(/\nA server that meets it, for example:\n {2}GET \S+end_date=\d+\n {2}200 \{"data":\[/);
    expect(stdout).toMatch(/\nOne that does not: end_date is ignored\n {2}end_date is ignored\.\n {2}Expected: /);
    expect(stdout).toMatch(/\nUsual causes:\n- SQL: .*\n/);
  });

  test('explains rules that look at every reply, several at once', async () => {
    const { code, stdout } = await runCli(['explain', 'ROBUST-06', 'REPLY-03']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ROBUST-06 MUST [\s\S]*\nREPLY-03 MUST /);
    expect(stdout.match(/\nOne that does not: /g)?.length).toBeGreaterThan(1);
  });

  test.each([
    [['explain', 'WINDOW-99'], /^Failed to explain: there is no requirement "WINDOW-99"; did you mean WINDOW-\d+\?\n$/],
    [
      ['explain', 'AUTH'],
      /^Failed to explain: there is no requirement "AUTH"; it is a group, of AUTH-01 and others\.\n$/,
    ],
    [['explain'], /missing required argument 'id'/],
  ])('%j exits 2 in one line', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
