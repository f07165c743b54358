import { accessFaults } from './access.ts';
import type { Fault } from './fault.ts';
import { identityFaults } from './identity.ts';
import { robustFaults } from './refusals.ts';
import { replyFaults } from './replies.ts';
import { requestFaults } from './requests.ts';
import { stateFaults } from './state.ts';
import { windowFaults } from './windows.ts';

/** Every fault there is; `userId` is the user of the run. */
export function allFaults(userId: string): readonly Fault[] {
  return [
    ...accessFaults,
    ...requestFaults,
    ...identityFaults(userId),
    ...stateFaults,
    ...robustFaults,
    ...windowFaults,
    ...replyFaults,
  ];
}
