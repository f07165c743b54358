import * as z from '../shared/zod.ts';
import { sessionIdSchema } from './scalars.ts';

/**
 * The ID of a session: a number as far as numbers are exact, and beyond 2^53-1, where real servers' have been since
 * 2023, a string of digits. One ID has one form, so `===` compares them.
 */
export type SessionId = number | string;

const MOST_DIGITS = 20;
const isBeyondNumbers = (digits: string) => BigInt(digits) > BigInt(Number.MAX_SAFE_INTEGER);

const EXPECTED = { error: 'expected a number' };

/** A stored ID. */
export const keptSessionIdSchema = z
  .union(
    [
      sessionIdSchema,
      z
        .string()
        // stops here, as the next comparison needs digits
        .regex(/^[1-9]\d{15,19}$/, { abort: true })
        .refine(isBeyondNumbers, 'must be a number if a number can hold it')
        .meta({ description: 'The digits of an ID beyond 2^53-1.', examples: ['2416408176556518452'] }),
    ],
    EXPECTED,
  )
  .meta({
    description: 'The session: a number, or beyond 2^53-1 a string of digits.',
    examples: [4813023023591169],
  });

/** An ID as input: a number, or its digits. */
export const givenSessionIdSchema = z.union(
  [
    sessionIdSchema,
    z
      .string()
      .regex(/^[1-9]\d{0,19}$/, `must be 1 to ${MOST_DIGITS} digits`)
      .meta({ description: 'Its digits, required for an ID beyond 2^53-1.', examples: ['2416408176556518452'] }),
  ],
  EXPECTED,
);

/** Normalises an ID. */
export function toSessionId(given: number | string): SessionId {
  return typeof given === 'string' && !isBeyondNumbers(given) ? Number(given) : given;
}

/** Compares IDs by their value. */
export function compareSessionIds(a: SessionId, b: SessionId): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** Writes session IDs as JSON numbers with all their digits: the inverse of {@link quoteSessionIds}. */
export function unquoteLongIds(json: string): string {
  return json.replace(/(?<!\\)("sessionId":)"(\d+)"/g, '$1$2');
}

/** Session IDs in JSON text that a number may not hold; inside a string, quotation marks are escaped. */
const LONG_IDS = /(?<!\\)("sessionId"\s*:\s*)([1-9]\d{15,})(?=\s*[,}])/g;

/** Quotes session IDs written as JSON numbers if a number cannot hold them. */
export function quoteLongIds(json: string): string {
  return json.replace(LONG_IDS, (all, name: string, digits: string) =>
    digits.length <= MOST_DIGITS && isBeyondNumbers(digits) ? `${name}"${digits}"` : all,
  );
}
