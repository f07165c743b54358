/** The first instant, epoch ms, that a store cannot tell of: the year 10000. */
const END_OF_TIME = 253_402_300_800_000n;
/** The last second that a bound can be. */
const LAST_SECOND = 4_294_967_295;

/** A window, both ends included, epoch ms. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the bounds of a window: both are cut to whole seconds, and the last second of 32 bits stands for all after it.
 * Gives undefined where the store cannot tell (`observed: v2`).
 */
export function readWindow(start: bigint, end: bigint): Window | undefined {
  if (start >= END_OF_TIME || end >= END_OF_TIME) return undefined;
  return { from: toSecond(start), to: toSecond(end) };
}

function toSecond(ms: bigint): number {
  return Math.min(Number(ms / 1000n), LAST_SECOND) * 1000;
}
