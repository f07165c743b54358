import { UnavailableError } from '../../shared/errors.ts';

/** Builds the error that says why a state file cannot be used, and what to do. */
export function refuse(path: string, why: string, cause?: unknown): UnavailableError {
  return new UnavailableError(`Failed to use the state file ${path}: ${why}`, cause === undefined ? {} : { cause });
}
