import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOBODIES, nearIds, proseIds } from '../../../src/contract/variants/near-ids.ts';
import { openRandom } from '../../../src/shared/random.ts';

const ids = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((id) => id.isWellFormed() && !/^\.\.?$/.test(id)),
  fc.emailAddress(),
  fc.uuid(),
);
const near = (id: string, isDeep = false, seed = 1) => nearIds(id, openRandom(seed, 'test'), isDeep);
const texts = (id: string, isDeep = false) => near(id, isDeep).map(({ segment }) => decodeURIComponent(segment));

describe('nearIds', () => {
  it('gives other IDs, without duplicates, each a single path segment', () => {
    fc.assert(
      fc.property(ids, fc.boolean(), (id, isDeep) => {
        const segments = near(id, isDeep).map(({ segment }) => segment);
        expect(new Set([encodeURIComponent(id), ...segments]).size).toBe(segments.length + 1);
        for (const segment of segments) expect(new URL(`http://h/a/${segment}/b`).pathname).toBe(`/a/${segment}/b`);
      }),
      { seed: 1 },
    );
  });

  it('marks those with a slash, as servers may take them for a longer path', () => {
    const slashed = near('ada@example.org', true).filter(({ segment }) => segment.includes('%2F'));
    expect(slashed.map(({ name }) => name)).toContain('behind https://');
    expect(slashed.filter(({ isOdd }) => !isOdd)).toEqual([]);
  });

  it('gives the same IDs for the same seed, and in a deep run those of all seeds', () => {
    fc.assert(
      fc.property(ids, fc.nat(), (id, seed) => {
        expect(near(id, false, seed)).toEqual(near(id, false, seed));
        const all = new Set(near(id, true).map(({ segment }) => segment));
        for (const { segment } of near(id, false, seed)) expect(all).toContain(segment);
      }),
      { seed: 1 },
    );
  });

  it.each([
    ['another separator', 'mickael@openreplay-com'],
    ['no separator', 'mickael@openreplaycom'],
    ['zeros', 'mickael@0penreplay.c0m'],
    ['ones', 'm1ckae1@openrep1ay.com'],
    ['the sign of Kelvin', 'mic\u212aael@openreplay.com'],
    ['a dotless i', 'm\u0131ckael@openreplay.com'],
    ['an entity', 'mickael&#64;openreplay.com'],
    ['an escape', 'mickael\\u0040openreplay.com'],
    ['a plus tag', 'mickael+tag@openreplay.com'],
    ['a scheme', 'mailto:mickael@openreplay.com'],
    ['letters of Cyrillic', 'miсkаеl@ореnrерlау.соm'],
    ['accents', 'm\u00edck\u00e1\u00e9l@\u00f3p\u00e9nr\u00e9pl\u00e1\u00fd.c\u00f3m'],
  ])('includes the ID with %s', (_, text) => {
    expect(texts('mickael@openreplay.com')).toContain(text);
  });

  it('includes a dot at each place before the @ in a deep run', () => {
    const dotted = texts('ann@example.org', true).filter((text) => text.replaceAll('.', '') === 'ann@exampleorg');
    expect(dotted).toEqual(expect.arrayContaining(['a.nn@example.org', 'an.n@example.org']));
  });

  it('gives about 25 for an ordinary ID', () => {
    expect(near('mickael@openreplay.com').length).toBeLessThanOrEqual(28);
  });
});

it('placeholder IDs are distinct, and never only dots', () => {
  const segments = NOBODIES.map(({ segment }) => segment);
  expect(new Set(segments).size).toBe(segments.length);
  for (const segment of segments) expect(new URL(`http://h/a/${segment}/b`).pathname).toBe(`/a/${segment}/b`);
});

it('prose only depends on the seed', () => {
  const prose = (seed: number) => proseIds(openRandom(seed, 'test'), true);
  expect(prose(1)).toEqual(prose(1));
  expect(new Set(Array.from({ length: 9 }, (_, seed) => prose(seed).join())).size).toBeGreaterThan(1);
});
