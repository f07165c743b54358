import { expect, it } from 'vitest';
import { usualUnitOf, wrongUnitOf } from '../../../src/contract/reading/time-unit.ts';

it.each([
  [946_684_800_000, undefined],
  [1e12, undefined],
  [1_623_440_905_732, undefined],
  [1e14 - 1, undefined],
  [1e14, 'microseconds'],
  [1_623_440_905_732_000, 'microseconds'],
  [1e17 - 100, 'microseconds'],
  [1e17, 'nanoseconds'],
  [1_623_440_905_732_000_000, 'nanoseconds'],
  [1_623_440_905, 'seconds'],
  [1e11 - 1, 'seconds'],
  [0, 'seconds'],
])('a timestamp of %d is in %s', (timestamp, unit) => {
  expect(wrongUnitOf(timestamp)?.sentence).toBe(unit && `Timestamps are in ${unit} instead of milliseconds.`);
});

it.each([[1_623_440_905], [1_623_440_905_732_000], [1_623_440_905_732_000_000]])(
  'a timestamp of %d is a recent date in its unit',
  (timestamp) => {
    const ms = timestamp * (wrongUnitOf(timestamp)?.ms ?? 0);
    expect(new Date(ms).getUTCFullYear()).toBe(2021);
  },
);

it('a device with a wrong clock does not change the unit of the other timestamps', () => {
  const times = [5_000, 1_623_440_905_732, 1_623_440_907_762];
  expect(usualUnitOf(times)).toBeUndefined();
  expect(usualUnitOf([...times.map((time) => Math.floor(time / 1000)), 1_623_440_905_732])?.ms).toBe(1000);
  expect(usualUnitOf([])).toBeUndefined();
});
