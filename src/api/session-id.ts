const EPOCH_MS = 1_550_000_000_000;
const SCALED_FROM_MS = 1_623_542_400_000;
const IDS_PER_MS = 65_536;
const SCALED_IDS_PER_MS = 4_096;
const SCALED_FROM_ID = (SCALED_FROM_MS - EPOCH_MS) * IDS_PER_MS;

/**
 * Returns the ID of a session that starts at `startMs` (epoch ms).
 *
 * Up to 2021-06-13 it is the real server's rule, 65536 IDs per millisecond since 2019-02-12 (`observed: v1`), which
 * also produced the documented ID. That rule exceeds 2^53 in 2023, so later starts get 4096 IDs per millisecond, which
 * continues to rise without a break and stays within 2^53-1 until 2054.
 *
 * @param low - distinguishes sessions of one millisecond: a whole number from 0 to 4095.
 */
export function sessionIdAt(startMs: number, low: number): number {
  const id =
    startMs < SCALED_FROM_MS
      ? (startMs - EPOCH_MS) * IDS_PER_MS + low
      : SCALED_FROM_ID + (startMs - SCALED_FROM_MS) * SCALED_IDS_PER_MS + low;
  return Math.min(Math.max(id, 1 + low), Number.MAX_SAFE_INTEGER);
}

/** Returns the start, epoch ms, of the session with an ID from {@link sessionIdAt}. */
export function sessionStartOf(sessionId: number): number {
  return sessionId < SCALED_FROM_ID
    ? EPOCH_MS + Math.floor(sessionId / IDS_PER_MS)
    : SCALED_FROM_MS + Math.floor((sessionId - SCALED_FROM_ID) / SCALED_IDS_PER_MS);
}

const LATER_IDS_PER_MS = 2n ** 24n;
const LATER_SHARDS = 2n ** 8n;

/**
 * Returns the digits of the ID that a current server gives such a session: 2^24 IDs per millisecond, beyond 2^53, so
 * that a JavaScript number cannot hold it (`observed: v1.15 and later`). Order and uniqueness are kept.
 */
export function toUnsafeId(sessionId: number): string {
  const start = BigInt(Math.max(0, sessionStartOf(sessionId) - EPOCH_MS));
  const place = sessionId < SCALED_FROM_ID ? sessionId % IDS_PER_MS : (sessionId - SCALED_FROM_ID) % SCALED_IDS_PER_MS;
  // odd, so that rounding to a number always changes it
  return String(start * LATER_IDS_PER_MS + BigInt(place) * LATER_SHARDS + 1n);
}
