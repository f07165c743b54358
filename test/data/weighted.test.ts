import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Weighted } from '../../src/data/weighted.ts';
import { openRandom } from '../../src/shared/random.ts';

const DRAWS = 4000;

test('each choice is drawn as often as its weight says', () => {
  const weights = fc.array(fc.oneof(fc.constant(0), fc.nat(1000)), { minLength: 1, maxLength: 12 });
  const law = fc.property(weights, fc.integer(), (weights, seed) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const choices = new Weighted(weights.map((weight, i) => [i, weight]));
    const random = openRandom(seed, 'weighted');
    if (total === 0) {
      expect(choices.draw(random)).toBeUndefined();
      return;
    }
    const counts = weights.map(() => 0);
    for (let i = 0; i < DRAWS; i++) {
      const drawn = choices.draw(random) ?? -1;
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    for (const [i, weight] of weights.entries()) {
      const share = weight / total;
      // five times the usual error, and none for what weighs nothing
      expect(Math.abs((counts[i] ?? 0) / DRAWS - share)).toBeLessThanOrEqual(
        5 * Math.sqrt((share * (1 - share)) / DRAWS),
      );
    }
  });
  fc.assert(law, { numRuns: 60 });
});
