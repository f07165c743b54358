import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCleaned, otherIds, PATTERN_IDS, sameId, WORD_IDS } from '../../../src/contract/variants/id-variants.ts';

const ids = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((id) => id.isWellFormed() && !/^\.\.?$/.test(id)),
  fc.emailAddress(),
  fc.uuid(),
);
const examples = [
  'mickael@openreplay.com',
  'Ada.Lovelace+shop@example.org',
  '12345',
  'a',
  'é',
  '東京',
  '%',
  'a b',
  'x/y',
  '+',
  '-',
  '🛒',
];
const check = (test: (id: string) => void) => {
  examples.forEach(test);
  fc.assert(fc.property(ids, test), { seed: 1 });
};

describe('sameId', () => {
  it('gives segments that all decode to the ID', () => {
    check((id) => {
      for (const { segment } of sameId(id)) expect(decodeURIComponent(segment)).toBe(id);
    });
  });

  it('gives segments that differ from each other and from the usual spelling, and do not split the path', () => {
    check((id) => {
      const segments = sameId(id).map(({ segment }) => segment);
      expect(new Set([encodeURIComponent(id), ...segments]).size).toBe(segments.length + 1);
      for (const segment of segments) expect(new URL(`http://h/a/${segment}/b`).pathname).toBe(`/a/${segment}/b`);
    });
  });

  it('gives at least one for an ID with a letter or a digit', () => {
    check((id) => {
      if (/[a-z0-9]/i.test(id)) expect(sameId(id)).not.toEqual([]);
    });
  });
});

describe('otherIds', () => {
  it('gives segments that never decode to the ID', () => {
    check((id) => {
      for (const { name, segment } of otherIds(id)) expect([name, decodeURIComponent(segment)]).not.toEqual([name, id]);
    });
  });

  it('gives no duplicate, empty or dot segments', () => {
    check((id) => {
      const segments = otherIds(id).map(({ segment }) => segment);
      expect(new Set(segments).size).toBe(segments.length);
      for (const segment of segments) expect(new URL(`http://h/a/${segment}/b`).pathname).toBe(`/a/${segment}/b`);
    });
  });

  it('gives more than 30 for an ordinary ID', () => {
    expect(otherIds('mickael@openreplay.com').length).toBeGreaterThan(30);
  });
});

describe('isCleaned', () => {
  it.each(['a%2F', 'a%5C', 'a%5c', 'x%2F..%2Fa', 'x%5C%2e%2E%2Fa', '%2Fa', 'x%2F.%2Fa', 'a%2F.'])(
    '%s becomes another path when it is cleaned',
    (segment) => {
      expect(isCleaned({ name: '', segment })).toBe(true);
    },
  );

  it.each(['a', 'x%2Fa', 'a.', '..a', 'a%00', '%252F'])('%s stays unchanged', (segment) => {
    expect(isCleaned({ name: '', segment })).toBe(false);
  });
});

it('wildcard IDs are not real IDs, and have one spelling each', () => {
  for (const { name, segment } of [...PATTERN_IDS, ...WORD_IDS]) expect(name).toBe(`"${decodeURIComponent(segment)}"`);
});
