/** The farthest time from 1970 that has a date, in ms (ECMA-262, 21.4.1.1). */
const MAX_DATE_MS = 8.64e15;

/** Writes a time in epoch ms as ISO 8601; says so where it has no date. */
export function toIso(timeMs: number): string {
  return Math.abs(timeMs) <= MAX_DATE_MS ? new Date(timeMs).toISOString() : 'beyond all dates';
}

const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['years', 31_557_600_000],
  ['days', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** Writes a span of time by its two largest units, such as `3 days 2 h`. */
export function toSpan(spanMs: number): string {
  const first = UNITS.findIndex(([, ms]) => spanMs >= ms);
  if (first < 0) return `${spanMs} ms`;
  const [, ms] = UNITS[first] ?? ['ms', 1];
  const rest = spanMs % ms;
  const next = UNITS[first + 1];
  const parts = [amount(spanMs, first), ...(next && rest >= next[1] ? [amount(rest, first + 1)] : [])];
  return parts.join(' ');
}

function amount(spanMs: number, index: number): string {
  const [name, ms] = UNITS[index] ?? ['ms', 1];
  const count = Math.floor(spanMs / ms);
  return `${count} ${count === 1 ? name.replace(/s$/, (s) => (name.length > 2 ? '' : s)) : name}`;
}
