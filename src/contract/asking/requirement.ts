import type { Group, Level } from '../outcome/result.ts';
import type { AskedOperation } from '../wire/exchange.ts';
import type { Depth } from './depth.ts';
import type { Rule } from './inspector.ts';
import type { RunContext } from './run-context.ts';

/** One fact that every implementation of the API keeps. */
export interface Requirement {
  /** Group and number; never reused for another fact. */
  readonly id: `${Group}-${string}`;
  readonly level: Level;
  /** Reads as a sentence of the specification. */
  readonly title: string;
  /** Where it comes from: `documented`, `observed` or `assumed`, and the place. */
  readonly source: string;
  /**
   * The least depth at which it is checked; a check may ask `settings.depth` for how much more to try.
   * @defaultValue `'normal'`, and `'quick'` for a rule, which costs nothing
   */
  readonly depth?: Depth;
  /** Asks for what it needs; returns when met, throws `ContractFailure` or `Inconclusive` otherwise. */
  readonly check?: (context: RunContext) => Promise<unknown>;
  /** Instead of asking: looks at every exchange of the run. */
  readonly rule?: Rule;
  /**
   * The operation whose exchanges the rule looks at; `'any'` for all that the API has.
   *
   * @defaultValue every exchange, whatever was asked
   */
  readonly operation?: AskedOperation | 'any';
  /** What a reply needs so that the rule has something to look at, and what to pass to get one. */
  readonly needs?: string;
  /** Whether it takes the requests before too to see a failure again, so that one request alone does not repeat it. */
  readonly isSequence?: boolean;
  /** Whether it is the request that all others build on. */
  readonly isFirstContact?: boolean;
  /** Whether it can be told even when the documented request is not answered as documented. */
  readonly standsAlone?: boolean;
  /** Whether it compares answers with earlier ones: it tells nothing of a user without events, and may see stale ones. */
  readonly comparesAnswers?: boolean;
  /** Rows whose failure explains one of this; see `seen.ts`. */
  readonly follows?: readonly Requirement['id'][];
}

/** The least depth at which a requirement is checked: what only looks on costs nothing. */
export function leastDepth({ depth, rule }: Requirement): Depth {
  return depth ?? (rule ? 'quick' : 'normal');
}
