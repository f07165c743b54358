import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeUnseen, visibleText } from '../../src/studio/parts/visible-text.ts';

it('marks characters that change the text direction, and control characters', () => {
  expect(visibleText('ada\u202eexe.gro\u2066')).toBe('ada[U+202E]exe.gro[U+2066]');
  expect(visibleText('a\nb\u0007\u009b')).toBe('a[U+000A]b[U+0007][U+009B]');
});

it('leaves a text of letters, signs and spaces unchanged', () => {
  const unit = fc.constantFrom(...'aZ09 é日本ש👩‍💻🇫🇷\u00a0');
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(visibleText(text)).toBe(text);
    }),
  );
});

it('writes them as escapes that mean the same in code', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a\u202e\u2066\u0007 é日') }), (text) => {
      const escaped = escapeUnseen(text);
      expect(visibleText(escaped)).toBe(escaped);
      expect(JSON.parse(`"${escaped}"`)).toBe(text);
    }),
  );
});
