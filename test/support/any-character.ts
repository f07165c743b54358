import fc from 'fast-check';

/**
 * A unit of strings: any code point, including lone surrogates, and often a printable one. fast-check's own unit
 * `binary` first builds a table of all of them, which takes every worker more than a second.
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
