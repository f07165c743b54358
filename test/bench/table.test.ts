import { expect, it } from 'vitest';
import { toSpread } from './spread.ts';
import { writeNumber, writeTable } from './table.ts';

const one = toSpread([1]);

it('writes a line for each finding, with the outcome of its target', () => {
  const table = writeTable([
    { what: 'bare', value: toSpread([100, 200, 300]), unit: 'req/s' },
    { what: 'fast', value: one, ratio: toSpread([0.9]), beside: 'bare', target: { atLeast: 0.85 } },
    { what: 'large', value: toSpread([501]), unit: 'bytes', target: { atMost: 500 } },
    { what: 'other', missing: 'not available: not installed' },
  ]);
  expect(table.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
    'what | figure (least to most) | ratio (least to most) | target',
    expect.stringMatching(/^[- |]+$/),
    'bare | 200 (100 to 300) req/s',
    'fast | 1 | 0.9 x bare | >= 0.85 | reached',
    'large | 501 bytes | <= 500 | NOT REACHED',
    'other: not available: not installed',
  ]);
});

it('judges the ratio where there is one, with bounds inclusive', () => {
  const judge = (target: { atLeast: number } | { atMost: number }) =>
    writeTable([{ what: 'it', value: toSpread([100]), ratio: one, beside: 'bare', target }]);
  expect(judge({ atMost: 1 })).not.toContain('NOT REACHED');
  expect(judge({ atLeast: 1 })).not.toContain('NOT REACHED');
  expect(judge({ atMost: 0.99 })).toContain('NOT REACHED');
});

it.each([
  [12_345.6, '12346'],
  [99.95, '100'],
  [1.2345, '1.23'],
  [0.0123, '0.0123'],
  [0, '0'],
])('writes %d as %s', (value, text) => {
  expect(writeNumber(value)).toBe(text);
});
