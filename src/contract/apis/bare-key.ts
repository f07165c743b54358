import type { Requirement } from '../asking/requirement.ts';

/** The key as the name of a user without a password (RFC 7617), in shell syntax. */
const BASIC = `Basic $(printf %s "$OPENREPLAY_API_KEY:" | base64 -w0)`;

/** The row that the header contains the key alone, for APIs where it does. */
export function bareKeyRequirement({
  level,
  statuses,
}: Pick<Requirement, 'level'> & { readonly statuses: readonly number[] }): Requirement {
  return {
    id: 'AUTH-04',
    level,
    title: 'the key is accepted on its own, not with a scheme such as Bearer',
    source: 'observed: v1',
    check: async (context) => {
      const { key } = context.settings;
      const schemes = [
        { scheme: 'Bearer', value: `Bearer ${key}`, shell: 'Bearer $OPENREPLAY_API_KEY' },
        { scheme: 'Basic', value: `Basic ${btoa(`${key}:`)}`, shell: BASIC },
      ];
      for (const { scheme, ...credential } of schemes) {
        await context.lists.expectRefused({ credential, isOdd: true }, statuses, `"${scheme}" before the key`);
      }
    },
  };
}
