import { OptionError } from './errors.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const PART = /(\d+(?:\.\d+)?)(ms|[smhdw])/gy;

/** A span of time as a text. */
export const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/;

/**
 * Reads a span of time: milliseconds as a number, or a text such as `'90s'`, `'2h'` or `'1d12h'`.
 *
 * @param name - what the span is for, to be named in the error.
 * @throws OptionError unless it is a whole number of milliseconds of 0 or more, below 2^53.
 */
export function parseDuration(span: number | string, name: string): number {
  const ms = typeof span === 'number' ? span : readText(span);
  if (Number.isSafeInteger(ms) && ms >= 0) return ms;
  throw new OptionError(`Failed to read ${name}: it must be ${expectedOf(span)}, received ${JSON.stringify(span)}.`);
}

function expectedOf(span: number | string): string {
  if (typeof span === 'number') return 'whole milliseconds of 0 or more';
  return DURATION.test(span) ? 'below 2^53 ms' : 'a time with its unit, such as "90s", "2h" or "1d12h"';
}

/** Writes a span of time in its largest whole unit, as {@link parseDuration} reads it. */
export function writeDuration(ms: number): string {
  const [unit = 'ms', unitMs = 1] = WRITTEN.find(([, one]) => ms >= one && ms % one === 0) ?? [];
  return `${ms / unitMs}${unit}`;
}

const WRITTEN = (['h', 'm', 's'] as const).map((unit) => [unit, UNIT_MS[unit] ?? 1] as const);

function readText(text: string): number {
  if (typeof text !== 'string' || !DURATION.test(text)) return Number.NaN;
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(PART)) ms += Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  return Math.round(ms);
}
