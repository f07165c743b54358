import type { RunContext } from './context.ts';
import type { Exchange } from './exchange.ts';
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
  /** Asks for what it needs; returns when met, throws {@link ContractFailure} or {@link Inconclusive} otherwise. */
  readonly check?: (context: RunContext) => Promise<void>;
  /** Instead of asking: looks at every exchange of the run. */
  readonly rule?: Rule;
}

/** What a failure says. */
export interface FailureDetails {
  readonly expected: string;
  readonly received: string;
  /** The exchange that shows it, for the line to repeat it. */
  readonly exchange?: Exchange | undefined;
  /** The likely cause in one sentence, where it is recognised. Failures with one cause are shown together. */
  readonly diagnosis?: string | undefined;
}

/** The server does not keep a requirement. */
export class ContractFailure extends Error {
  override readonly name = 'ContractFailure';
  readonly details: FailureDetails;

  constructor(details: FailureDetails) {
    super(`expected ${details.expected}, received ${details.received}`);
    this.details = details;
  }
}

/** It cannot be told whether a requirement is kept; the message says why and what would settle it. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}

/** The run could not be done at all: the server cannot be reached, or an option cannot be used. */
export class ContractAborted extends Error {
  override readonly name = 'ContractAborted';
}
