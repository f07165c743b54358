/** The farthest time from 1970 that a Date can hold, in ms (ECMA-262, 21.4.1.1). */
const MAX_DATE_MS = 8.64e15;

/** Whether a Date can hold a time in epoch ms. */
export function isDated(timeMs: number): boolean {
  return Math.abs(timeMs) <= MAX_DATE_MS;
}

/** Writes a time in epoch ms as ISO 8601; says so if a Date cannot hold it. */
export function toIso(timeMs: number): string {
  return isDated(timeMs) ? new Date(timeMs).toISOString() : 'beyond all dates';
}

/** Writes a time of an axis as briefly as its steps allow: a day, a minute, a second or a millisecond. */
export function toTick(timeMs: number, stepMs: number): string {
  // years before 0 and past 9999 are longer
  const [day = '', time = ''] = toIso(timeMs).replace('Z', '').split('T');
  if (stepMs >= 86_400_000) return day;
  return stepMs >= 60_000 ? `${day.slice(-5)} ${time.slice(0, 5)}` : time.slice(0, stepMs >= 1_000 ? 8 : 12);
}

const YEAR_MS = 31_557_600_000;
const UNITS = [
  { one: 'day', many: 'days', ms: 86_400_000 },
  { one: 'h', many: 'h', ms: 3_600_000 },
  { one: 'min', many: 'min', ms: 60_000 },
  { one: 's', many: 's', ms: 1000 },
  { one: 'ms', many: 'ms', ms: 1 },
] as const;

/** Writes a span of time exactly if two units suffice, such as `1 min 1 s`; otherwise starts with `≈`. */
export function toSpan(spanMs: number): string {
  if (spanMs >= 1_000_000 * YEAR_MS) return 'over 10⁶ years';
  if (spanMs >= 2 * YEAR_MS) return `≈ ${Math.floor(spanMs / YEAR_MS)} years`;
  const parts: string[] = [];
  let rest = spanMs;
  for (const { one, many, ms } of UNITS) {
    const count = Math.floor(rest / ms);
    if (count === 0) continue;
    if (parts.length === 2) return `≈ ${parts.join(' ')}`;
    parts.push(`${count} ${count === 1 ? one : many}`);
    rest -= count * ms;
  }
  return parts.join(' ') || `${spanMs} ms`;
}
