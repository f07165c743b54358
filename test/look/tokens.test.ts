import { describe, expect, it } from 'vitest';
import { AREAS, COLOURS } from '../../src/look/tokens.ts';

/** The least contrast of text with what is behind it (WCAG 2.2, 1.4.3). */
const LEAST = 4.5;
const AREA_NAMES = Array.from({ length: AREAS }, (_, index) => `area-${index}`);
const WORDS = ['text', 'dim', 'good', 'bad', 'warn', 'extra', 'kept'];

const PAIRS = [
  ...['page', 'card', 'code', 'band'].flatMap((behind) => WORDS.map((text) => [text, behind] as const)),
  ...AREA_NAMES.map((behind) => ['text', behind] as const),
  ...['kept', 'good', 'bad'].map((behind) => ['onStrong', behind] as const),
];

/** The brightness of a colour such as `#1d5bb8`, 0 to 1 (WCAG 2.2, relative luminance). */
function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the colours in %s', (_, index) => {
  it.each(PAIRS)('%s can be read on %s', (text, behind) => {
    expect(contrast(COLOURS[text]?.[index] ?? '', COLOURS[behind]?.[index] ?? '')).toBeGreaterThanOrEqual(LEAST);
  });
});
