import fc from 'fast-check';

/**
 * Any code point, half of a surrogate pair too, and often one that is printed: a unit of strings. fast-check's own unit
 * `binary` makes a table of all of them first, which takes every worker more than a second.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0x10ffff }))
  .map(
    (codePoint) => String.fromCodePoint(codePoint),
    (text) => {
      const codePoint = typeof text === 'string' ? text.codePointAt(0) : undefined;
      if (codePoint === undefined || String.fromCodePoint(codePoint) !== text) throw new Error('is no code point');
      return codePoint;
    },
  );
