import fc from 'fast-check';
import { expect, it } from 'vitest';
import { looksLikeAttack, malformedDates, unusualSpellings } from '../../../src/contract/reading/date-texts.ts';

const instants = fc.integer({ min: 10 ** 12, max: 2 * 10 ** 12 });

it('each spelling denotes its number', () => {
  const read = (text: string) =>
    Number(
      text
        .trim()
        .replaceAll('_', '')
        .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
        .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10)),
    );
  fc.assert(
    fc.property(instants, (instant) => {
      for (const { text, ms } of unusualSpellings(instant)) expect(read(text)).toBe(ms);
    }),
    { seed: 1 },
  );
});

it('a spelling is never the plain one, and a malformed text is never a whole number', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const texts = [...unusualSpellings(instant), ...malformedDates(instant)].map(({ text }) => text);
      expect(texts.filter((text) => /^\d+$/.test(text))).toEqual([]);
      expect(new Set(texts).size).toBe(texts.length);
    }),
    { seed: 1 },
  );
});

it('a human-readable date may only be read as its own instant', () => {
  const dates = malformedDates(1_623_440_905_732).filter(({ ms }) => Number.isFinite(ms));
  expect(dates.map(({ text, ms }) => [Date.parse(text), ms])).toEqual([
    [1_623_440_905_732, 1_623_440_905_732],
    [1_623_369_600_000, 1_623_369_600_000],
  ]);
});

it('all spellings and malformed texts of an instant are tried, and those that add little are marked', () => {
  const instant = 1_623_440_905_732;
  const textsOf = (dates: ReturnType<typeof malformedDates>, isSeldom: boolean) =>
    dates.filter((date) => (date.isSeldom ?? false) === isSeldom).map(({ text }) => text);
  expect(textsOf(unusualSpellings(instant), false)).toEqual([
    '-1',
    '-1623440905732',
    '+1623440905732',
    '1623440905732.0',
    ' 1623440905732',
    '1623440905732\n',
    '1.623440905732e12',
    '0x179fc9e5604',
    '١٦٢٣٤٤٠٩٠٥٧٣٢',
  ]);
  expect(textsOf(unusualSpellings(instant), true)).toEqual(['１６２３４４０９０５７３２', '1_623_440_905_732']);
  expect(textsOf(malformedDates(instant), false)).toEqual([
    'abc',
    '1623440905.732',
    '1623440905732abc',
    '2021-06-11T19:48:25.732Z',
    '2021-06-11',
    'null',
    'yesterday',
    'now-7d',
    'Infinity',
    '1623440905732,1623440905733',
    `1"' OR '1'='1' <x-mark>`,
    '7d',
  ]);
  expect(textsOf(malformedDates(instant), true)).toEqual([
    '1.5',
    '1623440905732.5',
    'NaN',
    'abc1623440905732',
    'true',
    '"1"',
    '1 623 440 905 732',
    '[]',
    '-',
    '1\\',
  ]);
});

it('a number whose digits form whole groups starts with a digit', () => {
  expect(unusualSpellings(987_654_321_012).map(({ text }) => text)).toContain('987_654_321_012');
});

it.each([
  [`1"' OR '1'='1`, true],
  ['"1"', true],
  ["it's", true],
  ['1\\', true],
  ['now-7d', false],
])('%s looks like an attack: %s', (text, does) => {
  expect(looksLikeAttack(text)).toBe(does);
});
