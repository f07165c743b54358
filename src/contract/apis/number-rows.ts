import type { Breach } from '../asking/inspector.ts';
import { firstFinding, onSuccess } from '../asking/on-success.ts';
import type { Requirement } from '../asking/requirement.ts';
import { findRounded } from '../reading/rounding.ts';

/** Describes the IDs that lost digits; undefined if none did. */
export function findLostDigits(sessionIds: readonly unknown[]): Breach | undefined {
  const ids = [...new Set(sessionIds.map(String))];
  const rounded = findRounded(ids.filter((id) => /^\d+$/.test(id)));
  return rounded
    ? {
        expected: 'session IDs with all their digits',
        received: rounded.slice(0, 3).join(', '),
        diagnosis: 'Session IDs went through a number type that is too small for them.',
      }
    : undefined;
}

/** The row that numbers are written plainly, for APIs with number fields of these names. */
export function plainNumbersRequirement({
  names,
  ...row
}: Pick<Requirement, 'id' | 'source'> & { readonly names: readonly string[] }): Requirement {
  return {
    ...row,
    level: 'MUST',
    title: 'a number is written in plain digits, all of them: no fraction, no exponent, no -0',
    needs: 'status 200; see REQUEST-01',
    operation: 'any',
    rule: onSuccess(({ findings }) => {
      const ours = findings.filter(({ key = '' }) => names.includes(key));
      const lost = firstFinding(ours, 'lost-digits', 'all digits of a whole number');
      return lost === 'met' ? firstFinding(ours, 'spelling', 'a whole number in digits, such as 1623440905732') : lost;
    }),
  };
}
