/** A unit of time that is not the one that is asked for. */
export interface WrongUnit {
  readonly sentence: string;
  /** Milliseconds in one of it. */
  readonly ms: number;
}

/** Recognises a timestamp that is not in milliseconds since 1970, by its size; undefined for one that may be. */
export function wrongUnitOf(timestamp: number): WrongUnit | undefined {
  if (timestamp >= 1e12 && timestamp < 1e14) return undefined;
  if (timestamp < 1e11) return { sentence: 'Timestamps are in seconds instead of milliseconds.', ms: 1000 };
  if (timestamp >= 1e17) return { sentence: 'Timestamps are in nanoseconds instead of milliseconds.', ms: 1e-6 };
  return { sentence: 'Timestamps are in microseconds instead of milliseconds.', ms: 1e-3 };
}
