import type { Probe } from './probe.ts';
import type { Requirement } from './requirement.ts';

/** An API as the contract sees it: how it is asked, and the rows that hold for it alone. */
export interface ContractApi {
  readonly id: string;
  readonly probe: Probe;
  /** Rows beside those that hold for every API. */
  readonly rows: readonly Requirement[];
}
