import type { WindowEvidence } from './failure.ts';

/** MUST fails a run; SHOULD warns, and only fails a strict run (RFC 2119). */
export type Level = 'MUST' | 'SHOULD';

/** The topics of the contract, in reading order. */
export const GROUPS = [
  'REQUEST',
  'AUTH',
  'GATE',
  'WINDOW',
  'ISOLATION',
  'REPEAT',
  'WIRE',
  'PAGE',
  'USER',
  'EVENTS',
  'REPLY',
  'ORDER',
  'ROBUST',
] as const;

/** The topic of a requirement. */
export type Group = (typeof GROUPS)[number];

/** The outcome of a requirement. */
export type Outcome = 'met' | 'not met' | 'skipped';

/** The result of one requirement. Keys are masked in every text. */
export interface RequirementResult {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  readonly source: string;
  readonly outcome: Outcome;
  /** Why the outcome cannot be determined, and what would settle it. */
  readonly reason?: string;
  /** The requirement that explains why this one was not met; this one is then skipped. */
  readonly follows?: string;
  readonly expected?: string;
  readonly received?: string;
  /** Whether it is a known failure, which does not fail the run. */
  readonly isKnown?: boolean;
  /** The likely cause in one sentence. Some are only known at the end of the run. */
  readonly diagnosis?: string;
  /** A shell command that repeats the request, with keys as environment variables. */
  readonly curl?: string;
  /** The command that repeats the same requests, if one request alone does not reproduce the failure. */
  readonly command?: string;
  /** The window that shows it, for the drawing. */
  readonly window?: WindowEvidence;
  readonly durationMs: number;
}

/** An event of a run. */
export type ContractEvent =
  | {
      readonly type: 'start';
      /** The name of the API being verified, as used in sentences. */
      readonly api?: string;
      readonly baseUrl: string;
      readonly seed: number;
      readonly total: number;
    }
  | {
      readonly type: 'result';
      readonly result: RequirementResult;
      /** Requests sent so far. */
      readonly requests: number;
    }
  | {
      readonly type: 'end';
      readonly summary: Summary;
      /** All results again, with the causes that the whole run reveals. */
      readonly results: readonly RequirementResult[];
    };

/** The totals of a run. */
export interface Summary {
  readonly baseUrl: string;
  /** When the run started, in ms since 1970. */
  readonly startedAt: number;
  /** Reproduces the random choices of the run. */
  readonly seed: number;
  readonly met: number;
  /** Number of MUST requirements that are not met, without known failures. */
  readonly notMet: number;
  /** Number of SHOULD requirements that are not met, without known failures. */
  readonly shouldNotMet: number;
  readonly skipped: number;
  /** Number of known failures. */
  readonly known: number;
  /** IDs of known failures that are now met, which fails the run. */
  readonly metAgain: readonly string[];
  /** IDs of selected requirements that are not checked at the depth of the run. */
  readonly leftOut: readonly string[];
  readonly requests: number;
  readonly durationMs: number;
  /** Why most outcomes could not be determined, such as a user without events; undefined for a complete run. */
  readonly incomplete: string | undefined;
  /** How the server reads the dates, in one line; undefined if the run requested no window. */
  readonly dates: string | undefined;
}
