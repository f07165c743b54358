import { trimEnd } from '../shared/trim-end.ts';

/**
 * Gives a secret of the environment, without the line end that it has where it was read from a file; undefined where it
 * is not set, or empty.
 */
export function secretOf(variable: string): string | undefined {
  return trimEnd(process.env[variable] ?? '', '\r\n') || undefined;
}
