import fc from 'fast-check';
import { expect, it } from 'vitest';
import { whyNotJson } from '../../src/shared/not-json.ts';

function whyNot(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return whyNotJson(error);
  }
}

it.each([
  ['{', /^(?!.*\{).+/],
  ['[1,]', /^Unexpected token '?\]'?/],
  ['undefined', /^(?!.*undefined).+/],
  [`{"k":     Zq8kTwXv3pL9,"z":"${'w'.repeat(90)}"}`, /^Unexpected token '?Z'?/],
])('says why %s is not JSON, without the text', (text, why) => {
  expect(whyNot(text)).toMatch(why);
});

it.each([
  'Unexpected token \'Z\', ..."k":     Zq8kTwXv3p"... is not valid JSON',
  'Unexpected token \'Z\', "Zq8kTwXv3p" is not valid JSON',
  '"Zq8kTwXv3p" is not valid JSON',
  'JSON Parse error: Unexpected identifier "Zq8kTwXv3p"',
])('removes what an engine quotes: %s', (message) => {
  expect(whyNotJson(new SyntaxError(message))).not.toContain('Zq');
});

it('never shows more than one character of the text', () => {
  const secret = 'Zq8kTwXv3pL9';
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(whyNot(before + secret + after)).not.toContain(secret.slice(0, 2));
    }),
  );
});
