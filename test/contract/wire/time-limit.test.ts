import { expect, it } from 'vitest';
import { TimeLimit, waitWithin } from '../../../src/contract/wire/time-limit.ts';

/** Blocks the process. */
function blockFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('ends at the limit if nothing happens, even if the signal is ignored', async () => {
  let isAborted = false;
  const { end } = await waitWithin(40, (signal) => {
    signal.addEventListener('abort', () => {
      isAborted = true;
    });
    return new Promise(() => {});
  });
  expect(end).toEqual({ error: expect.any(TimeLimit) });
  expect(isAborted).toBe(true);
});

it('returns a result within the limit, or the error if it failed', async () => {
  expect((await waitWithin(10_000, async () => 1)).end).toEqual({ value: 1 });
  const error = new Error('broken');
  expect((await waitWithin(10_000, () => Promise.reject(error))).end).toEqual({ error });
});

it('does not count the time in which the process itself was busy', async () => {
  const busy = waitWithin(400, async () => {
    blockFor(1_000);
    // the result is already there, and only needs to be processed
    await new Promise((resolve) => setTimeout(resolve, 30));
    return 'there';
  });
  const { end, lateMs } = await busy;
  expect(end).toEqual({ value: 'there' });
  expect(lateMs).toBeGreaterThan(500);
});
