import type { Target } from '../../../src/contract/index.ts';
import { describeSessionsContract } from '../../../src/hosts/vitest-in-node.ts';
import { targetOf } from '../contract-run.ts';

/** Declares a suite as a user writes it, which says how a server is reached and little else. */
export function describeServer(target: Partial<Target>): void {
  describeSessionsContract(async () => targetOf({ runs: 3, ...target }), { skip: ['ROBUST'] });
}
