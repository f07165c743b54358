import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPrintable } from '../../src/shared/printable.ts';
import { COMMAND } from '../support/ci-commands.ts';

describe('text made printable', () => {
  it.each([
    'Shop',
    'a #hash, a ## heading and [brackets]',
    'C# ##4',
    'ActionController::RoutingError (No route matches)',
    '--user ada@example.org --- and so on',
    '::1 is this machine',
    'section_start: a name',
    'größer, 日本語, 🛒',
  ])('leaves ordinary text as it is: %s', (text) => {
    expect(toPrintable(text)).toBe(text);
  });

  it.each([
    ['##[error]x', '#\\u0023[error]x'],
    ['a label ##[stop-commands]x', 'a label #\\u0023[stop-commands]x'],
    ['###[error]x', '##\\u0023[error]x'],
    ['##vso[task.setvariable variable=a]b', '#\\u0023vso[task.setvariable variable=a]b'],
    ['x ##VSO[task.complete]', 'x #\\u0023VSO[task.complete]'],
    ["##teamcity[testStarted name='a']", "#\\u0023teamcity[testStarted name='a']"],
    ['section_start:1700000000:a', 'section_start\\u003a1700000000:a'],
    ['::error::x', '\\u003a:error::x'],
    ['  ::warning::x', '  \\u003a:warning::x'],
    ['a\n::error::x', 'a\\n::error::x'],
    ['--- group', '\\u002d-- group'],
    ['+++ group', '\\u002b++ group'],
    ['~~~ group', '\\u007e~~ group'],
    ['^^^ +++', '\\u005e^^ +++'],
  ])('breaks up what a CI system would take for a command: %s', (text, printed) => {
    expect(toPrintable(text)).toBe(printed);
  });

  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u009b31m', '\\u009b31m'],
    ['a\r\n\tb\0', 'a\\r\\n\\tb\\u0000'],
    ['\u202egnp', '\\u202egnp'],
    ['\u{e0041}', '\\ue0041'],
    ['half \ud83d', 'half \ufffd'],
  ])('shows invisible characters as escapes: %j', (text, printed) => {
    expect(toPrintable(text)).toBe(printed);
  });

  it('contains no command, no line break and nothing that controls a terminal, whatever it is made of', () => {
    const pieces = [
      '#',
      '##',
      '[',
      'vso[',
      'teamcity[',
      'section_end:',
      '1:',
      ':',
      '::',
      'error',
      '-',
      '---',
      '+',
      '~',
      '^',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...pieces, ' ', '\n', '\r', '\u001b[0K', '\u2028', '\ud83d', '\u{e0041}'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const printed = toPrintable(parts.join(''));
        expect(printed).not.toMatch(COMMAND);
        expect(printed).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('does not change when made printable again', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(toPrintable(toPrintable(text))).toBe(toPrintable(text));
      }),
    );
  });
});
