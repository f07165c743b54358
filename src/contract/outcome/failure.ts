import { MockError } from '../../shared/errors.ts';
import type { Exchange } from '../wire/exchange.ts';

/** A window that went wrong: its bounds, and for every event whether it was expected and received. */
export interface WindowEvidence {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly events: readonly {
    readonly timestamp: number;
    readonly type: string;
    /** The number of its session, counted from 0 in the order of the list. */
    readonly session: number;
    /** The path of its page, if it has one. */
    readonly path?: string;
    readonly isExpected: boolean;
    readonly isReceived: boolean;
  }[];
}

/**
 * The likely cause in one sentence, determined on demand: at once, or at the end of a run (`isFinal`), when more is known.
 * Undefined if it is not recognised.
 */
export type Diagnosis = (isFinal: boolean) => string | undefined;

/** The content of a failure. */
export interface FailureDetails {
  readonly expected: string;
  readonly received: string;
  /** The exchange that shows it, for the command that repeats it. */
  readonly exchange?: Exchange | undefined;
  /** The likely cause, if it is recognised. Failures with the same cause are shown together. */
  readonly diagnosis?: string | Diagnosis | undefined;
  /** The window that shows it, for the drawing. */
  readonly window?: WindowEvidence | undefined;
}

/** The server does not meet a requirement. */
export class ContractFailure extends Error {
  override readonly name = 'ContractFailure';
  readonly details: FailureDetails;

  constructor(details: FailureDetails) {
    super(`expected ${details.expected}, received ${details.received}`);
    this.details = details;
  }
}

/** Whether a requirement is met cannot be determined; the message says why, and what would settle it. */
export class Inconclusive extends Error {
  override readonly name: string = 'Inconclusive';
}

/** Inconclusive with the input of this run: another option, or a user with more data, would settle it. */
export class MissingInput extends Inconclusive {}

/** A requirement is not met only because another is not: it is reported as a consequence of that one. */
export class Follows extends Inconclusive {
  /** The ID of the other requirement. */
  readonly requirement: string;

  constructor(requirement: string) {
    super(`follows from ${requirement}, which is not met`);
    this.requirement = requirement;
  }
}

/** The run was not possible: the server cannot be reached, or an option is invalid. */
export class ContractAborted extends MockError {
  override readonly name = 'ContractAborted';
  /** The invalid option of the target, if that is the reason. */
  readonly option: string | undefined;

  constructor(message: string, { option, ...options }: ErrorOptions & { readonly option?: string } = {}) {
    super('ABORTED', message, options);
    this.option = option;
  }
}
