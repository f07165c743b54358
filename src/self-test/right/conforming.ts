import type { Fault } from '../faults/fault.ts';
import type { Manners } from '../wire-server.ts';

/** A server that differs from the mock but still meets the contract. */
export type Conforming = Pick<Fault, 'name' | 'wrap'> & {
  /** The SHOULD requirements that it does not meet. @defaultValue none */
  readonly warns?: readonly string[];
  /** How it handles its connections, if that is unusual. */
  readonly manners?: Manners;
};
