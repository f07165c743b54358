import { expect, it, onTestFinished, vi } from 'vitest';
import { atOnce, inSlices, isTurn, type Work } from '../../src/shared/slices.ts';

/** Counts up to a number, and yields after each step. */
function* countTo(most: number, onStep: (count: number) => void = () => {}): Work<number> {
  let count = 0;
  while (count < most) {
    count += 1;
    onStep(count);
    yield;
  }
  return count;
}

it('work gives the same result at once and in slices', async () => {
  expect(atOnce(countTo(1_000))).toBe(1_000);
  expect(await inSlices(countTo(1_000))).toBe(1_000);
});

it('other tasks get their turn during long work, however small its steps', async () => {
  let [turns, counted, isDone] = [0, 0, false];
  const wait = () => {
    turns += 1;
    if (!isDone) setTimeout(wait);
  };
  setTimeout(wait);
  const begin = performance.now();
  // goes on until others had ten turns; without any it would end after a while, and fail
  const work = function* (): Work<void> {
    while (turns < 10 && performance.now() - begin < 20_000) {
      counted += 1;
      yield;
    }
  };
  await inSlices(work());
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(10);
  expect(counted).toBeGreaterThan(turns);
});

it('short work is done without yielding', async () => {
  let isLate = false;
  setTimeout(() => {
    isLate = true;
  });
  // on a busy machine any moment may be a long one
  vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  onTestFinished(() => void vi.restoreAllMocks());
  await inSlices(countTo(3));
  expect(isLate).toBe(false);
});

it('an error in work rejects', async () => {
  const fail = (count: number) => {
    if (count === 3) throw new RangeError('three');
  };
  await expect(inSlices(countTo(5, fail))).rejects.toThrow(new RangeError('three'));
});

it('small items share a yield', () => {
  const turns = Array.from({ length: 160 }, (_, index) => isTurn(index)).filter(Boolean);
  expect(turns).toHaveLength(10);
});
