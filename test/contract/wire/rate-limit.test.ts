import { expect, it } from 'vitest';
import { pauseMs } from '../../../src/contract/wire/rate-limit.ts';

const NOW = Date.UTC(2026, 0, 1);

it.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': new Date(NOW + 9_000).toUTCString() }, 9_000],
  [{ 'ratelimit-limit': '300', 'ratelimit-remaining': '0', 'ratelimit-reset': '3' }, 3_000],
  [{ 'x-ratelimit-reset': String(NOW / 1000 + 12) }, 12_000],
  [{ 'x-ratelimit-reset': String(NOW + 1_500) }, 1_500],
  [{ 'x-ratelimit-reset': '4' }, 4_000],
  [{ 'x-ratelimit-reset-after': '0.25' }, 250],
  [{ ratelimit: 'limit=100, remaining=0, reset=5' }, 5_000],
  [{ ratelimit: '"default";r=0;t=6' }, 6_000],
  [{ 'retry-after': '2', 'ratelimit-reset': '30' }, 2_000],
])('waits as %o asks: %i ms', (headers, ms) => {
  expect(pauseMs(new Headers(headers), NOW)).toBe(ms);
});

it.each([{}, { 'retry-after': 'soon' }, { ratelimit: 'limit=100' }])('waits a second if %o says nothing', (headers) => {
  expect(pauseMs(new Headers(headers), NOW)).toBe(1_000);
});

it('does not wait for an instant in the past', () => {
  expect(pauseMs(new Headers({ 'x-ratelimit-reset': String(NOW / 1000 - 5) }), NOW)).toBe(0);
});
