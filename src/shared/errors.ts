/** Kind of error, for code to branch on. */
export type MockErrorCode = 'OPTION' | 'RECORD' | 'UNAVAILABLE' | 'ABORTED';

/**
 * Base of the errors that the kit throws, mock and contract alike. The message says what failed, why, and what to do.
 */
export class MockError extends Error {
  override readonly name: string = 'MockError';
  readonly code: MockErrorCode;

  constructor(code: MockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An option has a value that cannot be used. */
export class OptionError extends MockError {
  override readonly name = 'OptionError';

  constructor(message: string, options?: ErrorOptions) {
    super('OPTION', message, options);
  }
}

/** One reason why recorded data was refused. */
export interface RecordIssue {
  /** Where it is, such as `events[1].timestamp`. */
  readonly path: string;
  readonly message: string;
}

/** How many reasons are collected: nobody reads more, and reporting millions takes seconds. */
export const MOST_ISSUES = 1_000;

/** Data to record breaks the schema or contradicts what is stored. Nothing of it was stored. */
export class RecordError extends MockError {
  override readonly name = 'RecordError';
  /** All reasons, or the first thousand. */
  readonly issues: readonly RecordIssue[];

  /** @param attempt - what failed, as in `record`. */
  constructor(issues: readonly RecordIssue[], attempt = 'record') {
    const listed = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
    const more = issues.length < MOST_ISSUES ? '' : ` These are the first ${MOST_ISSUES} reasons; there may be more.`;
    super('RECORD', `Failed to ${attempt}: ${listed}.${more} Nothing was stored.`);
    this.issues = issues;
  }
}

/** Something the kit needs is unavailable: a port in use, a package not installed, a program that does not start. */
export class UnavailableError extends MockError {
  override readonly name = 'UnavailableError';

  constructor(message: string, options?: ErrorOptions) {
    super('UNAVAILABLE', message, options);
  }
}
