import type { RunContext } from './context.ts';
import type { Rule } from './inspector.ts';

/** MUST fails a run; SHOULD warns, and fails only a strict run (RFC 2119). */
export type Level = 'MUST' | 'SHOULD';

/** The topics of the contract, in reading order. */
export const GROUPS = ['REQUEST', 'AUTH', 'WINDOW', 'ISOLATION', 'REPEAT', 'REPLY', 'ORDER', 'ROBUST'] as const;

/** The topic of a requirement. */
export type Group = (typeof GROUPS)[number];

/** One fact that every implementation of the API keeps. */
export interface Requirement {
  /** Group and number; never reused for another fact. */
  readonly id: `${Group}-${string}`;
  readonly level: Level;
  /** Reads as a sentence of the specification. */
  readonly title: string;
  /** Where it comes from: `documented`, `observed` or `assumed`, and the place. */
  readonly source: string;
  /** Asks for what it needs; returns when met, throws `ContractFailure` or `Inconclusive` otherwise. */
  readonly check?: (context: RunContext) => Promise<void>;
  /** Instead of asking: looks at every exchange of the run. */
  readonly rule?: Rule;
  /** What a reply needs so that the rule has something to look at, and what to pass to get one. */
  readonly needs?: string;
  /** Whether it takes the requests before too to see a failure again, so that one request alone does not repeat it. */
  readonly isSequence?: boolean;
}
