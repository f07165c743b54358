import fc from 'fast-check';
import { expect, it } from 'vitest';
import { malformedDates, unusualSpellings } from '../../../src/contract/reading/date-texts.ts';

const instants = fc.integer({ min: 10 ** 12, max: 2 * 10 ** 12 });

it('each spelling stands for its number', () => {
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

it('a spelling is never the plain one, and what is malformed is no whole number', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const texts = [...unusualSpellings(instant), ...malformedDates(instant)].map(({ text }) => text);
      expect(texts.filter((text) => /^\d+$/.test(text))).toEqual([]);
      expect(new Set(texts).size).toBe(texts.length);
    }),
    { seed: 1 },
  );
});

it('a date that people read may be taken for its own instant only', () => {
  const dates = malformedDates(1_623_440_905_732).filter(({ ms }) => Number.isFinite(ms));
  expect(dates.map(({ text, ms }) => [Date.parse(text), ms])).toEqual([
    [1_623_440_905_732, 1_623_440_905_732],
    [1_623_369_600_000, 1_623_369_600_000],
  ]);
});
