import type { FaultInput } from '../../kit/fault.ts';

/** A fault that is set. */
export interface Fault extends Readonly<FaultInput> {
  /** What it is known by, such as `fault-1`. */
  readonly id: string;
  /** How many requests it has befallen so far; goes on counting after it was handed out. */
  readonly hits: number;
}
