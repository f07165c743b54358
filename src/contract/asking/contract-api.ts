import type { Group } from '../outcome/result.ts';
import type { Probe } from './probe.ts';
import type { Requirement } from './requirement.ts';
import type { RunContext } from './run-context.ts';

/** An API as the contract sees it: how it is asked, and the rows that hold for it alone. */
export interface ContractApi {
  /** How it is named in options. */
  readonly id: string;
  /** How it is named in sentences. */
  readonly name: string;
  /** Where it is on its host, the usual place first. */
  readonly basePaths: readonly string[];
  readonly probe: Probe;
  /** Rows beside those that hold for every API. */
  readonly rows: readonly Requirement[];
  /** Tells whether an empty list, which says little, is one of this API. @defaultValue it is */
  isEmptyListOwn?(context: RunContext): Promise<boolean>;
  /** IDs of rows for every API that are no laws of this one, as its real servers do otherwise or leave it open. */
  readonly leavesOut?: readonly Requirement['id'][];
  /** IDs of rows for every API that only warn elsewhere and fail a run here, as real servers of this API agree. */
  readonly musts?: readonly Requirement['id'][];
  /** How this API calls what rows for every API name in their titles. */
  readonly words?: Readonly<Record<string, string>>;
  /** Where laws come from that the document states for the documented API, by group. */
  readonly sources?: Partial<Readonly<Record<Group, string>>>;
}
