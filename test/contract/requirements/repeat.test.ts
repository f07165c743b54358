import { expect, it } from 'vitest';
import { later } from '../../../src/contract/asking/later.ts';
import { runContract, targetOf } from '../../support/contract-run.ts';

/** The result of REPEAT-02 for a list with this many clicks, where each read takes a moment. */
async function outcomeWith(count: (reads: number) => number) {
  let reads = 0;
  const fetch = async () => {
    await later(60);
    reads += 1;
    const data = Array.from({ length: count(reads) }, (_, index) => ({
      sessionId: 4_813_023_023_591_169,
      messageId: index,
      timestamp: 1_623_440_905_732 + index,
      label: 'Shop',
      type: 'CLICK',
    }));
    return Response.json({ data });
  };
  const { results } = await runContract(targetOf({ fetch }), { only: ['REPEAT-02'] });
  return results[0];
}

it('REPEAT-02 does not judge a list that grows by itself, even if each slow read finds more', async () => {
  const began = performance.now();
  const result = await outcomeWith(() => 3 + Math.floor((performance.now() - began) / 20));
  expect(result?.outcome).toBe('skipped');
  expect(result?.reason).toBe("the user's data moved while it was read");
});

it('REPEAT-02 is not met if each read adds to the list', async () => {
  const result = await outcomeWith((reads) => 3 + reads);
  expect(result?.outcome).toBe('not met');
});
