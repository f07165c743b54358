/** 0 done or met, 1 not met, 2 could not run or bad usage, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Thrown by a command to end with an exit code. A message, if any, goes to stderr; only `main.ts` handles it. */
export class Exit extends Error {
  override readonly name = 'Exit';
  readonly code: ExitCode;

  constructor(code: ExitCode, message = '') {
    super(message);
    this.code = code;
  }
}
