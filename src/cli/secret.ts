import { trimEnd } from '../shared/trim-end.ts';

/**
 * Returns a secret from the environment, without the line end it has if it was read from a file; undefined if it is
 * unset or empty.
 */
export function secretOf(variable: string): string | undefined {
  return trimEnd(process.env[variable] ?? '', '\r\n') || undefined;
}
