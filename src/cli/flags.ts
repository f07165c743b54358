import { InvalidArgumentError } from 'commander';
import { secretOf } from './secret.ts';

/** Reads a whole number of 0 or more, written in digits alone. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number of 0 or more.');
}

/** Reads a number above 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

/** Collects a flag that may be given more than once. */
export function collect(text: string, previous: readonly string[] = []): string[] {
  return [...previous, text];
}

/** Returns the API keys of the command line, or else that of the environment; undefined if there is neither. */
export function keysFrom(given: readonly string[] | undefined): readonly string[] | undefined {
  if (given) return given;
  const key = secretOf('OPENREPLAY_API_KEY');
  return key ? [key] : undefined;
}
