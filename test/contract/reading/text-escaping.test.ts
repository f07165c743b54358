import { describe, expect, it } from 'vitest';
import { findEscaping } from '../../../src/contract/reading/text-escaping.ts';

const HTML = 'Text is escaped for HTML inside JSON.';
const JSON_TWICE = 'Text is escaped for JSON twice.';
const PERCENT = 'Text is percent-encoded inside JSON.';
const PATHS = 'Paths are percent-encoded twice.';

describe('findEscaping', () => {
  it.each([
    [HTML, ['Salt &amp; Co']],
    [HTML, ['Salt &AMP; Co']],
    [HTML, ['it&#39;s']],
    [HTML, ['it&#x27;s']],
    [HTML, ['caf&eacute;']],
    [HTML, ['caf&#233;']],
    [HTML, ['caf&#xe9;']],
    [JSON_TWICE, ['caf\\u00e9']],
    [JSON_TWICE, ['say \\"yes\\"']],
    [JSON_TWICE, ['"a"', '"b"', '"c"']],
    [PERCENT, ['caf%C3%A9']],
    [PERCENT, ['Add%20to']],
    [PATHS, ['/a%2520b']],
    [PATHS, ['/caf%25c3%25a9']],
  ])('names the cause: %s In %j', (cause, texts) => {
    expect(findEscaping(['Plain', ...texts].slice(texts.length >= 3 ? 1 : 0))?.cause).toBe(cause);
  });

  it.each([
    ['another text has it unescaped', ['Salt &amp; Co', 'Salt & Co']],
    ['another text has a letter outside ASCII', ['caf&eacute;', 'café']],
    ['another text has a letter outside ASCII', ['caf\\u00e9', 'café']],
    ['another text has a quote', ['say \\"yes\\"', 'say "no"']],
    ['another text has a space', ['Add%20to', 'Add to']],
    ['another path is encoded once', ['/a%2520b', '/a%20b']],
    ['only two are in quotes', ['"a"', '"b"']],
    ['the same one is repeated three times', ['"a"', '"a"', '"a"']],
    ['not all are in quotes', ['"a"', '"b"', 'c"']],
    ['it is an address', ['https://example.org/?q=caf%C3%A9']],
    ['it is a path that is encoded once', ['/caf%C3%A9']],
  ])('finds nothing if %s: %j', (_, texts) => {
    expect(findEscaping(texts)).toBeUndefined();
  });
});
