import type { Exchange } from './wire/exchange.ts';

/** A window that went wrong: its bounds, and every event with whether it was expected and whether it came. */
export interface WindowEvidence {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly events: readonly {
    readonly timestamp: number;
    readonly type: string;
    readonly isExpected: boolean;
    readonly isReceived: boolean;
  }[];
}

/** What a failure says. */
export interface FailureDetails {
  readonly expected: string;
  readonly received: string;
  /** The exchange that shows it, for the line to repeat it. */
  readonly exchange?: Exchange | undefined;
  /** The likely cause in one sentence, where it is recognised. Failures with one cause are shown together. */
  readonly diagnosis?: string | undefined;
  /** The window that shows it, to be drawn. */
  readonly window?: WindowEvidence | undefined;
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
