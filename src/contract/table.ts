import type { Requirement } from './asking/requirement.ts';
import { GROUPS } from './outcome/result.ts';
import { authRequirements } from './requirements/auth.ts';
import { isolationRequirements } from './requirements/isolation.ts';
import { orderRequirements } from './requirements/order.ts';
import { repeatRequirements } from './requirements/repeat.ts';
import { replyRequirements } from './requirements/reply.ts';
import { replyEventRequirements } from './requirements/reply-events.ts';
import { replyFieldRequirements, replyValueRequirements } from './requirements/reply-fields.ts';
import { requestRequirements } from './requirements/request.ts';
import { robustRequirements } from './requirements/robust.ts';
import { windowRequirements } from './requirements/window.ts';
import { windowDateRequirements } from './requirements/window-dates.ts';

/**
 * All requirements in the order they are checked: first those that ask, by group, then those that look at every
 * exchange of the run.
 */
export const requirements: readonly Requirement[] = [
  ...requestRequirements,
  ...authRequirements,
  ...windowRequirements,
  ...windowDateRequirements,
  ...isolationRequirements,
  ...repeatRequirements,
  ...replyRequirements,
  ...replyFieldRequirements,
  ...replyEventRequirements,
  ...replyValueRequirements,
  ...orderRequirements,
  ...robustRequirements,
];

/** Gives the requirements that a selection of IDs or groups names. Throws a RangeError for a name that is neither. */
export function selectRequirements(only: readonly string[] = [], skip: readonly string[] = []): Requirement[] {
  for (const name of [...only, ...skip]) {
    const isKnown = GROUPS.some((group) => group === name) || requirements.some(({ id }) => id === name);
    if (!isKnown)
      throw new RangeError(`"${name}" is neither a requirement nor a group; groups are ${GROUPS.join(', ')}`);
  }
  const isNamed = ({ id }: Requirement, names: readonly string[]) =>
    names.some((name) => id === name || id.startsWith(`${name}-`));
  return requirements.filter((row) => (only.length === 0 || isNamed(row, only)) && !isNamed(row, skip));
}
