import { WORLD_USER } from '../full-world.ts';
import { accessFaults } from './access.ts';
import type { Fault } from './fault.ts';
import { identityFaults } from './identity.ts';
import { negotiationFaults } from './negotiation.ts';
import { raceFaults } from './races.ts';
import { robustFaults } from './refusals.ts';
import { replyFaults } from './replies.ts';
import { requestFaults } from './requests.ts';
import { stateFaults } from './state.ts';
import { surroundingFaults } from './surroundings.ts';
import { otherReadings, windowFaults } from './windows.ts';

/** Every fault there is, for runs on {@link WORLD_USER}. */
export const allFaults: readonly Fault[] = [
  ...accessFaults,
  ...requestFaults,
  ...surroundingFaults,
  ...identityFaults(WORLD_USER),
  ...stateFaults,
  ...raceFaults,
  ...negotiationFaults,
  ...robustFaults,
  ...windowFaults,
  ...otherReadings,
  ...replyFaults,
];

/** The fault of this name. */
export function faultNamed(name: string): Fault {
  const fault = allFaults.find((one) => one.name === name);
  if (!fault) throw new RangeError(`There is no fault "${name}".`);
  return fault;
}
