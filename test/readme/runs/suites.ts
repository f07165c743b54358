import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fileOf, onlyOnce, type Places, type Runs } from '../places.ts';
import { runScript } from '../shell.ts';

/** As much of Vitest's JSON report as counts here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const runSuites = onlyOnce(async ({ project, mockUrl }: Places) => {
  const env = { OPENREPLAY_URL: mockUrl };
  const { stdout, output } = await runScript('npx vitest run --exclude out --reporter=json', { cwd: project, env });
  const report: Report = JSON.parse(stdout);
  return { report, output };
});

/** Runs a block that is a Vitest suite, all of them together. */
export function suiteRun(name: string): Runs[string] {
  return async (places) => {
    const { report, output } = await runSuites(places);
    const file = join(await realpath(places.project), fileOf(name));
    const found = report.testResults.find((result) => result.name === file);
    expect(found?.status, output).toBe('passed');
    expect(found?.assertionResults.some(({ status }) => status === 'passed')).toBe(true);
  };
}
