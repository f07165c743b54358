import type { Face } from '../face.ts';
import { documentedFace } from '../faces/documented.ts';
import { accessFaults } from './access.ts';
import { replyFaults } from './documented/replies.ts';
import { otherReadings, windowFaults } from './documented/windows.ts';
import type { Fault } from './fault.ts';
import { gateFaults } from './gate.ts';
import { identityFaults } from './identity.ts';
import { negotiationFaults } from './negotiation.ts';
import { raceFaults } from './races.ts';
import { robustFaults } from './refusals.ts';
import { requestFaults } from './requests.ts';
import { stateFaults } from './state.ts';
import { surroundingFaults } from './surroundings.ts';
import { textFaults } from './texts.ts';

/** The faults that a server of any API may have. */
export function sharedFaults(face: Face): readonly Fault[] {
  const made = [accessFaults, gateFaults, requestFaults, surroundingFaults, identityFaults, stateFaults, raceFaults]
    .concat([negotiationFaults, robustFaults])
    .flatMap((faultsOf) => faultsOf(face));
  return [...made, ...textFaults];
}

/** Every fault of the documented API. */
export const allFaults: readonly Fault[] = [
  ...sharedFaults(documentedFace),
  ...windowFaults,
  ...otherReadings,
  ...replyFaults,
];

/** The fault of the documented API with this name. */
export function faultNamed(name: string): Fault {
  const fault = allFaults.find((one) => one.name === name);
  if (!fault) throw new RangeError(`There is no fault "${name}".`);
  return fault;
}
