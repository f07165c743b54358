import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/contract/wire/redact.ts';
import { anyCharacter } from '../../support/any-character.ts';

const KEY = 'Secret"Key+1/ä<&>'.replace('ä', 'a');

function redactorOf(...secrets: [secret: string, name: string][]) {
  const redactor = createRedactor();
  for (const [secret, name] of secrets) redactor.add(secret, name);
  return redactor.redact;
}

describe('redact', () => {
  const redact = redactorOf([KEY, '$KEY']);

  it.each([
    ['itself', KEY],
    ['in JSON', JSON.stringify(KEY).slice(1, -1)],
    ['percent-encoded', encodeURIComponent(KEY)],
    ['in upper case', KEY.toUpperCase()],
    ['in lower case', KEY.toLowerCase()],
  ])('masks the secret %s', (_, spelling) => {
    expect(redact(`a ${spelling} b ${spelling}`)).toBe('a $KEY b $KEY');
  });

  it('masks the secret in base64', () => {
    expect(redact(`Basic ${btoa(KEY)}`)).toMatch(/^Basic \$KEY=*$/);
  });

  it('masks the longer of two secrets first', () => {
    expect(redactorOf(['abcdefgh', '$SHORT'], ['abcdefghij', '$LONG'])('abcdefghij abcdefgh')).toBe('$LONG $SHORT');
  });

  it('inserts the name literally', () => {
    expect(redactorOf(['abcdefgh', "$&$$$'"])('x abcdefgh y')).toBe("x $&$$$' y");
  });

  it('masks the part of a secret that is left where a text was cut', () => {
    const hide = redactorOf(['abcdefghij', '$KEY']);
    expect(hide('error: abcdefg… (300 bytes)')).toBe('error: $KEY… (300 bytes)');
    expect(hide('{"data" … defghij"}')).toBe('{"data" … $KEY"}');
    expect(hide('no such …')).toBe('no such …');
    expect(hide('abc…')).toBe('abc…');
  });

  it('leaves texts without secrets unchanged', () => {
    fc.assert(
      fc.property(fc.lorem(), (text) => {
        expect(redact(text)).toBe(text);
      }),
      { seed: 1 },
    );
  });

  it('leaves short secrets inside other words', () => {
    expect(redactorOf(['dev', '$KEY'])('development')).toBe('development');
  });

  it('leaves the name of a secret, even if it contains another secret', () => {
    const hide = redactorOf(['Key-Of-This-Run', '$OPENREPLAY_API_KEY'], ['OPENREPLAY', '$OPENREPLAY_OTHER_API_KEY']);
    expect(hide('Key-Of-This-Run OPENREPLAY')).toBe('$OPENREPLAY_API_KEY $OPENREPLAY_OTHER_API_KEY');
    expect(hide(hide('Key-Of-This-Run OPENREPLAY'))).toBe('$OPENREPLAY_API_KEY $OPENREPLAY_OTHER_API_KEY');
  });

  describe('a secret of few characters', () => {
    const hide = redactorOf(['other', '$OPENREPLAY_OTHER_API_KEY']);

    it.each([
      'the key of another organization',
      'an otherwise right reply, mothers',
      'pass --other-key or --other-project',
      'an other\u00e9',
      'anothe… (300 bytes)',
    ])('is not masked inside a longer word: %s', (text) => {
      expect(hide(text)).toBe(text);
    });

    it.each([
      ['/users?key=other&x', '/users?key=$OPENREPLAY_OTHER_API_KEY&x'],
      ['{"errors":["no key other"]}', '{"errors":["no key $OPENREPLAY_OTHER_API_KEY"]}'],
      ['x%20other%20y', 'x%20$OPENREPLAY_OTHER_API_KEY%20y'],
      ['OTHER.', '$OPENREPLAY_OTHER_API_KEY.'],
      ['o%74her', '$OPENREPLAY_OTHER_API_KEY'],
      ['token_other', 'token_$OPENREPLAY_OTHER_API_KEY'],
      ['… ther', '… $OPENREPLAY_OTHER_API_KEY'],
      ['6f74686572', '$OPENREPLAY_OTHER_API_KEY'],
    ])('is masked on its own: %s', (text, shown) => {
      expect(hide(text)).toBe(shown);
    });
  });

  it.each([
    [
      'wrong',
      'status 401 with {"errors":["The API key is wrong: send the bare organization API key in the Authorization header, without a scheme."]}',
    ],
    ['missing', 'The API key is missing: send the organization API key in the Authorization header.'],
    ['Status', 'status 200 with {"data": [...]} of events'],
    ['events', 'status 200 with {"data": [...]} of events'],
    ['total', 'status 200 with {"data": {"total", "sessions": [...]}}'],
    ['invalid', '{"errors":["Invalid API Key"]}'],
  ])('leaves the sentences of the kit, even if they contain the secret as a word: %s', (secret, sentence) => {
    const hide = redactorOf([secret, '$KEY']);
    expect(hide(sentence)).toBe(sentence);
    expect(hide(`${sentence} ${secret}`)).toBe(`${sentence} $KEY`);
  });

  it('escapes whatever a terminal or a log could interpret', () => {
    expect(redact('\u001b[31m\r\n\t\u0000\u009b\u202e\u2028\ud800')).toBe(
      `${String.raw`\u001b[31m\r\n\t\u0000\u009b\u202e\u2028`}\ufffd`,
    );
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(redact(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
