import type { Group, Level } from '../outcome/result.ts';
import type { AskedOperation } from '../wire/exchange.ts';
import type { Depth } from './depth.ts';
import type { Rule } from './inspector.ts';
import type { RunContext } from './run-context.ts';

/** One fact that holds for every implementation of the API. */
export interface Requirement {
  /** Group and number; never reused for another fact. */
  readonly id: `${Group}-${string}`;
  readonly level: Level;
  /** Reads as a sentence of the specification. */
  readonly title: string;
  /** Its origin: `documented`, `observed` or `assumed`, and the place. */
  readonly source: string;
  /**
   * The lowest depth at which it is checked; a check may read `settings.depth` to try more.
   * @defaultValue `'normal'`, and `'quick'` for a rule, which costs nothing
   */
  readonly depth?: Depth;
  /** Sends its requests; returns if the requirement is met, throws `ContractFailure` or `Inconclusive` otherwise. */
  readonly check?: (context: RunContext) => Promise<unknown>;
  /** Instead of a check: inspects every exchange of the run. */
  readonly rule?: Rule;
  /**
   * The operation whose exchanges the rule checks; `'any'` for all operations of the API.
   *
   * @defaultValue every exchange
   */
  readonly operation?: AskedOperation | 'any';
  /** What a reply needs for the rule to apply, and what to pass to get one. */
  readonly needs?: string;
  /** Whether a failure depends on earlier requests too, so that its last request alone does not reproduce it. */
  readonly isSequence?: boolean;
  /** Whether it is about the request that all others build on. */
  readonly isFirstContact?: boolean;
  /** Whether it can be judged even if the documented request is not answered as documented. */
  readonly standsAlone?: boolean;
  /** Whether it compares answers with earlier ones: it needs a user with events, and may see stale answers. */
  readonly comparesAnswers?: boolean;
  /** Rows whose failure explains a failure of this one; see `seen.ts`. */
  readonly follows?: readonly Requirement['id'][];
}

/** The lowest depth at which a requirement is checked; a rule costs no requests. */
export function leastDepth({ depth, rule }: Requirement): Depth {
  return depth ?? (rule ? 'quick' : 'normal');
}
