import { expect, it } from 'vitest';
import { measureBundle } from './bundle-sizes.ts';

it('adds less than 138 KB of gzip to an application that mocks with MSW, without faker, and less than 63.9 up front', async () => {
  const without = await measureBundle('./apps/without-kit.ts');
  const { atOnce, later, englishFaker } = await measureBundle('./apps/with-kit.ts');
  expect(without).toMatchObject({ later: 0, englishFaker: 0 });
  expect(atOnce - without.atOnce).toBeLessThan(63_900);
  expect(atOnce + later - without.atOnce).toBeLessThan(138_000);
  // otherwise it would be in the figures above
  expect(englishFaker).toBeGreaterThan(100_000);
});
