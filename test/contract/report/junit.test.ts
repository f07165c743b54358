import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJUnitReporter } from '../../../src/contract/index.ts';
import { createRedactor } from '../../../src/contract/wire/redact.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { failureOf, print, resultOf } from '../../support/made-results.ts';

interface Parser {
  parse(text: string): Record<string, never>;
}
interface FastXmlParser {
  readonly XMLParser: new (options: object) => Parser;
  readonly XMLValidator: { validate(text: string): true | { err: { msg: string } } };
}
// Prism's own dependency, which this package does not have, so it is resolved from there
const fromPrism = createRequire(createRequire(import.meta.url).resolve('@stoplight/prism-http-server'));
const { XMLParser, XMLValidator }: FastXmlParser = fromPrism('fast-xml-parser');

const { redact } = createRedactor();
const results = [
  resultOf('REQUEST-01'),
  failureOf('REQUEST-02', { diagnosis: 'end_date is exclusive.' }),
  failureOf('AUTH-04', { level: 'SHOULD' }),
  resultOf('AUTH-09', { outcome: 'skipped', reason: 'pass --other-key' }),
];

function parse(text: string) {
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    isArray: (name: string) => /^test(suite|case)$/.test(name),
  });
  // the test checks this shape
  return parser.parse(text) as unknown as {
    testsuites: { tests: string; failures: string; skipped: string; testsuite: Suite[] };
  };
}

interface Suite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly testcase: readonly {
    readonly name: string;
    readonly failure?: { readonly message: string; readonly type: string; readonly '#text': string };
    readonly skipped?: { readonly message: string };
    readonly 'system-out'?: string;
  }[];
}

describe('the JUnit report', () => {
  it('has a suite for each group and a case for each requirement, with the counts', () => {
    const { testsuites } = parse(print(createJUnitReporter(), results));
    expect(testsuites).toMatchObject({ tests: '4', failures: '1', errors: '0', skipped: '1' });
    expect(testsuites.testsuite.map(({ name, tests, failures }) => [name, tests, failures])).toEqual([
      ['REQUEST', '2', '1'],
      ['AUTH', '2', '0'],
    ]);
    expect(testsuites.testsuite.flatMap(({ testcase }) => testcase)).toMatchObject([
      { name: 'REQUEST-01 title of REQUEST-01' },
      {
        failure: {
          type: 'MUST',
          message: 'end_date is exclusive.',
          '#text': expect.stringContaining('Expected: one thing'),
        },
      },
      { 'system-out': expect.stringContaining('Expected: one thing') },
      { skipped: { message: 'pass --other-key' } },
    ]);
  });

  it('reports an unmet SHOULD as a failure when strict', () => {
    const { testsuites } = parse(print(createJUnitReporter({ strict: true }), results));
    expect(testsuites.failures).toBe('2');
  });

  it('is well-formed XML, whatever a server sends', () => {
    const texts = fc.string({ unit: anyCharacter }).map(redact);
    fc.assert(
      fc.property(texts, texts, texts, (expected, received, diagnosis) => {
        const text = print(createJUnitReporter(), [failureOf('REPLY-01', { expected, received, diagnosis })]);
        parse(text);
        // XML 1.0 cannot represent these, escaped or not
        expect(text).not.toMatch(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('has no suite if there are no results', () => {
    expect(parse(print(createJUnitReporter(), [])).testsuites).toMatchObject({ tests: '0' });
  });
});
