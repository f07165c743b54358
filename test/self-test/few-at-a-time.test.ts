import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fewAtATime } from '../../src/self-test/few-at-a-time.ts';

it('runs every job once, never more at a time than allowed, and yields the results in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 4 })), fc.integer({ min: 1, max: 5 }), async (turns, atATime) => {
      let running = 0;
      let most = 0;
      const jobs = turns.map((count, index) => async () => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < count; turn++) await undefined;
        running -= 1;
        return index;
      });
      const results: number[] = [];
      for await (const result of fewAtATime(jobs, atATime)) results.push(result);
      expect(results).toEqual([...turns.keys()]);
      expect(most).toBeLessThanOrEqual(atATime);
    }),
  );
});

it('throws what a job throws, in its turn', async () => {
  const results: string[] = [];
  const broken = async () => {
    throw new Error('broken');
  };
  const run = async () => {
    for await (const result of fewAtATime([async () => 'first', broken], 2)) results.push(result);
  };
  await expect(run()).rejects.toThrow('broken');
  expect(results).toEqual(['first']);
});
