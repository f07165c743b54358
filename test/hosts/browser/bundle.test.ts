import { expect, it } from 'vitest';
import { measureBundle } from './bundle-sizes.ts';

it('costs an application that mocks with MSW less than 138 KB of gzip, faker apart, and at once less than 63.9', async () => {
  const without = await measureBundle('./apps/without-kit.ts');
  const { atOnce, later, englishFaker } = await measureBundle('./apps/with-kit.ts');
  expect(without).toMatchObject({ later: 0, englishFaker: 0 });
  expect(atOnce - without.atOnce).toBeLessThan(63_900);
  expect(atOnce + later - without.atOnce).toBeLessThan(138_000);
  // were it not apart, it would be in the figures above
  expect(englishFaker).toBeGreaterThan(100_000);
});
