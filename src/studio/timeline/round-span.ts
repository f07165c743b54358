import { toSpan } from '../../look/time-text.ts';

/** From this span on, milliseconds are more than one wants to read. */
const LONG_MS = 10_000;

/** Writes a span of time as closely as it is of use: to the second where it is long. */
export function toRoundSpan(spanMs: number): string {
  return toSpan(spanMs < LONG_MS ? Math.round(spanMs) : Math.round(spanMs / 1000) * 1000);
}
