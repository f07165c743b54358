import { describe, expect, it } from 'vitest';
import { createGitHubReporter, createJsonReporter, createMarkdownReporter } from '../../../src/contract/index.ts';
import { reportSchema } from '../../../src/contract/report/report-schema.ts';
import { failureOf, print, resultOf } from '../../support/made-results.ts';

const results = [
  resultOf('REQUEST-01'),
  failureOf('WINDOW-02', { diagnosis: 'end_date is exclusive.', received: '100% <b>, a: b' }),
  failureOf('WINDOW-03', { diagnosis: 'end_date is exclusive.' }),
  failureOf('AUTH-04', { level: 'SHOULD', title: 'a, b: c' }),
  resultOf('AUTH-09', { outcome: 'skipped', reason: 'pass --other-key' }),
];

describe('the report for GitHub', () => {
  it('is a one-line annotation for each failure', () => {
    expect(print(createGitHubReporter(), results)).toMatchInlineSnapshot(`
      "::error title=WINDOW-02 title of WINDOW-02::end_date is exclusive.%0AExpected: one thing%0AReceived: 100%25 <b>, a: b%0Acurl 'http://server.test/'%0AAlso explains WINDOW-03.%0AMore: openreplay-kit explain WINDOW-02
      ::warning title=AUTH-04 a%2C b%3A c::Expected: one thing%0AReceived: another%0Acurl 'http://server.test/'%0AMore: openreplay-kit explain AUTH-04
      "
    `);
  });

  it('has no more errors than GitHub shows, and the last one points to the summary', () => {
    const causes = Array.from({ length: 12 }, (_, index) => failureOf(`WINDOW-${10 + index}`));
    const errors = (incomplete?: string) =>
      print(createGitHubReporter(), causes, { incomplete })
        .split('\n')
        .filter((line) => line.startsWith('::error'));
    expect(errors()).toHaveLength(10);
    expect(errors().at(-1)).toMatch(/^::error title=3 more causes::.* The summary of this job has them all\.$/);
    expect(errors('it was slow')).toHaveLength(10);
  });
});

describe('the report in Markdown', () => {
  it('has a section for each cause, and lists what was skipped', () => {
    expect(print(createMarkdownReporter(), results)).toMatchInlineSnapshot(`
      "## ❌ Contract of http://server.test/api/app

      1 met, 2 not met, 1 SHOULD not met, 1 skipped (17 requests, seed 42)

      ### end&#95;date is exclusive.

      **WINDOW-02** (MUST) title of WINDOW-02. Source: documented.

      - Expected: one thing
      - Received: 100% &#60;b&#62;, a: b

      \`\`\`sh
      curl 'http://server.test/'
      \`\`\`

      Also explains WINDOW-03.

      ### a, b: c

      **AUTH-04** (SHOULD) a, b: c. Source: documented.

      - Expected: one thing
      - Received: another

      \`\`\`sh
      curl 'http://server.test/'
      \`\`\`

      <details><summary>Skipped</summary>

      - AUTH-09: pass --other-key

      </details>
      "
    `);
  });

  it('says that everything is met', () => {
    expect(print(createMarkdownReporter(), [resultOf('REQUEST-01')])).toMatch(
      /^## ✅ Contract of http:\/\/server\.test\/api\/app\n\n1 met, 0 not met/,
    );
  });
});

describe('the report in JSON', () => {
  it('is one document, with the summary and each result unchanged', () => {
    const report = JSON.parse(print(createJsonReporter(), results));
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.results).toEqual(results);
    expect(report.summary).toMatchObject({ seed: 42, met: 1, notMet: 2, shouldNotMet: 1, skipped: 1 });
  });
});
