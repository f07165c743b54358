import { expect, it } from 'vitest';
import { verifyContract } from '../../src/contract/index.ts';
import { requirements } from '../../src/contract/table.ts';
import { createFetch, createMock } from '../../src/index.ts';
import { notMet, runContract, targetOf } from '../support/contract-run.ts';

const right = createFetch(createMock());

it('a run ends at its deadline: the rest is skipped with the reason, and nothing fails', async () => {
  const slow: typeof fetch = async (input, init) => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return right(input, init);
  };
  const run = await runContract(targetOf({ fetch: slow, deadlineMs: 2_000 }));
  expect(run.summary?.incomplete).toBe('--deadline (2s) is over');
  expect(run.results).toHaveLength(requirements.length);
  expect(notMet(run)).toEqual([]);
  expect(run.results.filter(({ reason }) => reason === '--deadline (2s) is over').length).toBeGreaterThan(10);
});

it('a run neither waits past its deadline for a server that never answers nor reports a timeout', async () => {
  const run = await runContract(targetOf({ fetch: () => new Promise(() => {}), deadlineMs: 300, timeoutMs: 60_000 }));
  expect(run.summary?.incomplete).toBe('--deadline (300ms) is over');
  expect(notMet(run)).toEqual([]);
});

it('a run ends at once if the server asks it to wait past the deadline', async () => {
  const fetch = async () => new Response('{}', { status: 429, headers: { 'retry-after': '86400' } });
  const run = await runContract(targetOf({ fetch, deadlineMs: 600_000 }));
  expect(run.summary?.incomplete).toBe(
    'the server asks to wait 86400 s (429), which --deadline (10m) does not leave; pass a longer one, or a lower --rate',
  );
  expect([run.summary?.requests, notMet(run)]).toEqual([1, []]);
});

it('a run that ends between windows leaves no unhandled rejection: the rest is skipped with the reason', async () => {
  const end = new AbortController();
  const skipped = new Set<string | undefined>();
  for await (const event of verifyContract(targetOf({ fetch: right, signal: end.signal }))) {
    if (event.type !== 'result') continue;
    if (end.signal.aborted && event.result.outcome === 'skipped') skipped.add(event.result.reason);
    if (event.result.id === 'WINDOW-21') end.abort('it was interrupted');
  }
  expect(skipped).toContain('it was interrupted');
});
