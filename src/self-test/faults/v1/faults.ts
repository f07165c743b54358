import type { Fault } from '../fault.ts';
import { accessFaults } from './access.ts';
import { replyFaults } from './replies.ts';
import { siblingFaults } from './siblings.ts';
import { windowFaults } from './windows.ts';

/** Faults that only v1 may have. */
export const v1Faults: readonly Fault[] = [...replyFaults, ...windowFaults, ...accessFaults, ...siblingFaults];
