/** The first instant, epoch ms, that a store cannot represent: the year 10000. */
const END_OF_TIME = 253_402_300_800_000n;
/** The last possible second of a bound. */
const LAST_SECOND = 4_294_967_295;

/** A window, both ends included, epoch ms. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the bounds of a window: both are truncated to whole seconds, and the last 32-bit second stands for all later
 * ones. Returns undefined if the store cannot represent them (`observed: v2`).
 */
export function readWindow(start: bigint, end: bigint): Window | undefined {
  if (start >= END_OF_TIME || end >= END_OF_TIME) return undefined;
  return { from: toSecond(start), to: toSecond(end) };
}

function toSecond(ms: bigint): number {
  return Math.min(Number(ms / 1000n), LAST_SECOND) * 1000;
}
