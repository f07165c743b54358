import type { WindowEvidence } from './failure.ts';

/** MUST fails a run; SHOULD warns, and fails only a strict run (RFC 2119). */
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

/** How a requirement came out. */
export type Outcome = 'met' | 'not met' | 'skipped';

/** What a run says of one requirement. Keys are hidden in every text. */
export interface RequirementResult {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  readonly source: string;
  readonly outcome: Outcome;
  /** Why it cannot be told, and what would settle it. */
  readonly reason?: string;
  /** The requirement that explains why this one could not be met; it is then skipped. */
  readonly follows?: string;
  readonly expected?: string;
  readonly received?: string;
  /** Whether it is not met and was known not to be, which fails no run. */
  readonly isKnown?: boolean;
  /** The likely cause in one sentence. Some are told at the end of the run only, when enough was seen. */
  readonly diagnosis?: string;
  /** A line for a shell that repeats the request; keys are environment variables in it. */
  readonly curl?: string;
  /** Where one request alone does not repeat it: the command that goes through the same requests again. */
  readonly command?: string;
  /** The window that shows it, to be drawn. */
  readonly window?: WindowEvidence;
  readonly durationMs: number;
}

/** What a run tells while it goes on. */
export type ContractEvent =
  | {
      readonly type: 'start';
      /** Which API is verified, as it is named in sentences. */
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
      /** All results again, with the causes that the whole run shows. */
      readonly results: readonly RequirementResult[];
    };

/** What a run came to. */
export interface Summary {
  readonly baseUrl: string;
  /** When the run began, in ms since 1970. */
  readonly startedAt: number;
  /** Repeats the random choices of the run. */
  readonly seed: number;
  readonly met: number;
  /** MUST requirements that are not met, and were not known not to be. */
  readonly notMet: number;
  /** SHOULD requirements that are not met, and were not known not to be. */
  readonly shouldNotMet: number;
  readonly skipped: number;
  /** Requirements that are not met, as was known. */
  readonly known: number;
  /** IDs of requirements that were known not to be met, and are met: they fail the run. */
  readonly metAgain: readonly string[];
  /** IDs of the requirements that were selected, and left out at the depth of the run. */
  readonly leftOut: readonly string[];
  readonly requests: number;
  readonly durationMs: number;
  /** Why most could not be told, such as a user without events; undefined for a run that could do its work. */
  readonly incomplete: string | undefined;
  /** How the server reads the dates, in one line; undefined where the run asked for no window. */
  readonly dates: string | undefined;
}
