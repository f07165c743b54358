import type { Target } from '../../../src/contract/index.ts';
import { describeSessionsContract } from '../../../src/hosts/vitest-in-node.ts';
import { targetOf } from '../contract-run.ts';

/** Declares a suite as a user would write it, with little more than how to reach the server. */
export function describeServer(target: Partial<Target>): void {
  describeSessionsContract(async () => targetOf({ runs: 3, ...target }), { skip: ['ROBUST'] });
}
