import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { scaled } from '../../support/patience.ts';
import { fileOf, onlyOnce, type Places, type Runs } from '../places.ts';
import { findSnippet } from '../readme.ts';
import { runScript } from '../shell.ts';

/** As much of Vitest's JSON report as counts here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Why the file as a whole failed, if it did. */
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

const runSuites = onlyOnce(async ({ project, mockUrl }: Places) => {
  const env = { OPENREPLAY_URL: mockUrl };
  const limitMs = scaled(180_000);
  // one process loads what all of them import
  const oneProcess = '--no-isolate --maxWorkers 1';
  const flags = `--exclude out --exclude tests --reporter json --testTimeout ${limitMs} --hookTimeout ${limitMs} ${oneProcess}`;
  const { stdout } = await runScript(`npx vitest run ${flags} || true`, { cwd: project, env });
  const report: Report = JSON.parse(stdout);
  return report;
});

/** Runs a block that is a Vitest suite, all of them together. */
export function suiteRun(name: string): Runs[string] {
  return async (places) => {
    const report = await runSuites(places);
    const file = join(await realpath(places.project), fileOf(findSnippet(name)));
    const found = report.testResults.find((result) => result.name === file);
    const tests = found?.assertionResults ?? [];
    expect([found?.message, ...tests.flatMap(({ failureMessages }) => failureMessages)]).toEqual(['']);
    expect(tests.some(({ status }) => status === 'passed')).toBe(true);
  };
}
