/** A unit of time other than the required one. */
interface WrongUnit {
  readonly sentence: string;
  /** Its length in milliseconds. */
  readonly ms: number;
}

/** Recognises by its size a timestamp that is not in milliseconds since 1970; undefined if it may be. */
export function wrongUnitOf(timestamp: number): WrongUnit | undefined {
  if (timestamp >= 1e11 && timestamp < 1e14) return undefined;
  if (timestamp < 1e11) return { sentence: 'Timestamps are in seconds instead of milliseconds.', ms: 1000 };
  if (timestamp >= 1e17) return { sentence: 'Timestamps are in nanoseconds instead of milliseconds.', ms: 1e-6 };
  return { sentence: 'Timestamps are in microseconds instead of milliseconds.', ms: 1e-3 };
}

/** The wrong unit that most timestamps are in; undefined if there is none, as a single device may have a wrong clock. */
export function usualUnitOf(timestamps: readonly number[]): WrongUnit | undefined {
  const units = new Map<string, { unit: WrongUnit; count: number }>();
  for (const timestamp of timestamps) {
    const unit = wrongUnitOf(timestamp);
    if (unit) units.set(unit.sentence, { unit, count: (units.get(unit.sentence)?.count ?? 0) + 1 });
  }
  return [...units.values()].find(({ count }) => count > timestamps.length / 2)?.unit;
}
