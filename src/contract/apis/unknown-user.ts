import type { Requirement } from '../asking/requirement.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';

/** The row that an unknown user gets a list, for APIs that never refuse one. */
export function unknownUserRequirement({ id, source }: Pick<Requirement, 'id' | 'source'>): Requirement {
  return {
    id,
    level: 'MUST',
    title: 'an unknown user is answered with 200 and an empty list',
    source,
    check: async ({ lists, seed }) => {
      const unknown = [`nobody-${seed}@example.invalid`, `nobody-${seed}`, `nobody ${seed}`, String(seed)];
      await sideBySide(unknown, async (user) => {
        const { items, exchange } = await lists.read({ user });
        if (items.length === 0) return;
        throw new ContractFailure({
          expected: `no ${lists.probe.noun} of the unknown user "${user}"`,
          received: `${items.length} ${lists.probe.noun}`,
          exchange,
        });
      });
    },
  };
}
