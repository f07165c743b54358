import { MockError } from '../../shared/errors.ts';
import type { Exchange } from '../wire/exchange.ts';

/** A window that went wrong: its bounds, and every event with whether it was expected and whether it came. */
export interface WindowEvidence {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly events: readonly {
    readonly timestamp: number;
    readonly type: string;
    /** Which session it belongs to: sessions are counted from 0 as they come. */
    readonly session: number;
    /** Of a page, where it has one. */
    readonly path?: string;
    readonly isExpected: boolean;
    readonly isReceived: boolean;
  }[];
}

/**
 * The likely cause in one sentence, told when asked: at once, or at the end of a run (`isFinal`), when more was seen.
 * Undefined where it is not recognised.
 */
export type Diagnosis = (isFinal: boolean) => string | undefined;

/** What a failure says. */
export interface FailureDetails {
  readonly expected: string;
  readonly received: string;
  /** The exchange that shows it, for the line to repeat it. */
  readonly exchange?: Exchange | undefined;
  /** The likely cause, where it is recognised. Failures with one cause are shown together. */
  readonly diagnosis?: string | Diagnosis | undefined;
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
  override readonly name: string = 'Inconclusive';
}

/** It cannot be told with what was passed: another option, or a user with more data, would settle it. */
export class MissingInput extends Inconclusive {}

/** A requirement is not met only because another is not: it is told as following from that one. */
export class Follows extends Inconclusive {
  /** The ID of the other requirement. */
  readonly requirement: string;

  constructor(requirement: string) {
    super(`follows from ${requirement}, which is not met`);
    this.requirement = requirement;
  }
}

/** The run could not be done at all: the server cannot be reached, or an option cannot be used. */
export class ContractAborted extends MockError {
  override readonly name = 'ContractAborted';
  /** The option of the target that cannot be used, where that is the reason. */
  readonly option: string | undefined;

  constructor(message: string, { option, ...options }: ErrorOptions & { readonly option?: string } = {}) {
    super('ABORTED', message, options);
    this.option = option;
  }
}
