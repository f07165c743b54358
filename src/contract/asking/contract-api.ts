import type { Group } from '../outcome/result.ts';
import type { Probe } from './probe.ts';
import type { Requirement } from './requirement.ts';
import type { RunContext } from './run-context.ts';

/** An API as the contract sees it: how to send its requests, and the rows that apply to it alone. */
export interface ContractApi {
  /** Its name in options. */
  readonly id: string;
  /** Its name in sentences. */
  readonly name: string;
  /** Its possible base paths on a host, the usual one first. */
  readonly basePaths: readonly string[];
  readonly probe: Probe;
  /** Rows in addition to those that apply to every API. */
  readonly rows: readonly Requirement[];
  /** Whether an empty list, which says little, belongs to this API. @defaultValue it does */
  isEmptyListOwn?(context: RunContext): Promise<boolean>;
  /** IDs of rows for every API that do not apply to this one, as its real servers behave differently or leave it open. */
  readonly leavesOut?: readonly Requirement['id'][];
  /** IDs of rows that only warn for other APIs but fail a run here, as all real servers of this API meet them. */
  readonly musts?: readonly Requirement['id'][];
  /** IDs of rows that fail a run for other APIs but only warn here, as real servers of this API break them. */
  readonly shoulds?: readonly Requirement['id'][];
  /** What this API calls the things that shared rows name in their titles. */
  readonly words?: Readonly<Record<string, string>>;
  /** Sources of rules that the document states for the documented API, by group. */
  readonly sources?: Partial<Readonly<Record<Group, string>>>;
}
