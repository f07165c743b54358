import type { Fault } from '../fault.ts';
import { accessFaults } from './access.ts';
import { bodyFaults } from './bodies.ts';
import { pageFaults } from './pages.ts';
import { replyFaults } from './replies.ts';
import { searchFaults } from './searches.ts';
import { siblingFaults } from './siblings.ts';
import { windowFaults } from './windows.ts';

/** Faults that only v2 may have. */
export const v2Faults: readonly Fault[] = [
  ...replyFaults,
  ...pageFaults,
  ...windowFaults,
  ...bodyFaults,
  ...accessFaults,
  ...siblingFaults,
  ...searchFaults,
];
