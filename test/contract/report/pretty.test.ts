import { describe, expect, it } from 'vitest';
import { createPrettyReporter } from '../../../src/contract/index.ts';
import { failureOf, print, resultOf } from '../../support/made-results.ts';

const results = [
  resultOf('REQUEST-01'),
  failureOf('WINDOW-02', { diagnosis: 'end_date is exclusive: an event exactly at it is left out.' }),
  failureOf('WINDOW-03', { diagnosis: 'end_date is exclusive: an event exactly at it is left out.' }),
  failureOf('AUTH-04', { level: 'SHOULD' }),
  resultOf('AUTH-09', { outcome: 'skipped', reason: 'pass --other-key' }),
];

describe('the pretty report', () => {
  it('prints a line for each requirement, then the failures by cause, then the count', () => {
    expect(print(createPrettyReporter(), results)).toMatchInlineSnapshot(`
      "Verifying http://server.test/api/app (5 requirements, seed 42)

      ✓ REQUEST   1 met
      ! AUTH      0 met, not met: AUTH-04, 1 skipped
      ✗ WINDOW    0 met, not met: WINDOW-02 WINDOW-03

      end_date is exclusive: an event exactly at it is left out.
        WINDOW-02 MUST title of WINDOW-02
          Source:   documented
          Expected: one thing
          Received: another
          Repeat:   curl 'http://server.test/'
        WINDOW-03 MUST title of WINDOW-03

        AUTH-04 SHOULD title of AUTH-04
          Source:   documented
          Expected: one thing
          Received: another
          Repeat:   curl 'http://server.test/'

      Skipped:
      - AUTH-09: pass --other-key

      1 met, 2 not met, 1 SHOULD not met, 1 skipped (17 requests in 1.2 s, seed 42)
      "
    `);
  });

  it('prints only the count after the lines if everything is met', () => {
    expect(print(createPrettyReporter(), [resultOf('REQUEST-01')])).toMatchInlineSnapshot(`
      "Verifying http://server.test/api/app (1 requirement, seed 42)

      ✓ REQUEST   1 met

      1 met, 0 not met (17 requests in 1.2 s, seed 42)
      "
    `);
  });

  it('has the same text in colour', () => {
    const coloured = print(createPrettyReporter({ colour: true }), results);
    expect(coloured).toContain('\u001b[31m✗\u001b[0m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(print(createPrettyReporter(), results));
  });
});
