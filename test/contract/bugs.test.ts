import { expect, it, vi } from 'vitest';
import type { Requirement } from '../../src/contract/asking/requirement.ts';
import type { RunContext } from '../../src/contract/asking/run-context.ts';
import { requirements } from '../../src/contract/table.ts';
import { createFetch, createMock } from '../../src/index.ts';
import { notMet, runContract, targetOf } from '../support/contract-run.ts';
import { printRun, reporters } from '../support/reporters.ts';

const fetch = createFetch(createMock());
const rowOf = (id: string) =>
  requirements.find((row) => row.id === id) as Requirement & { check: object; rule: object };

function breakOff(): never {
  throw new RangeError('Maximum call stack size exceeded\u001b[31m\n##[error]x');
}

it.each([
  ['asks', 'REQUEST-02', 'check'],
  ['checks replies', 'REPLY-12', 'rule'],
] as const)('an unexpected error in a requirement that %s only affects that requirement', async (_, id, part) => {
  const broken = vi.spyOn(rowOf(id) as Record<'check' | 'rule', (context: RunContext) => never>, part);
  broken.mockImplementation(breakOff);
  const run = await runContract(targetOf({ fetch, runs: 2 })).finally(() => broken.mockRestore());
  const skipped = run.results.filter(({ outcome }) => outcome === 'skipped');
  expect(skipped.find((result) => result.id === id)?.reason).toBe(
    'a bug in openreplay-kit, please report it: Maximum call stack size exceeded\\u001b[31m\\n#\\u0023[error]x',
  );
  expect(run.results).toHaveLength(requirements.length);
  expect(notMet(run)).toEqual([]);
  expect(run.summary?.incomplete).toBe(`a bug in openreplay-kit kept ${id} from being judged; please report it`);
  for (const name of ['pretty', 'json', 'junit', 'markdown', 'html'] as const) {
    expect(printRun(reporters[name]?.() ?? expect.fail(name), run.events)).toContain(id);
  }
});
