/** A part of a mock's settings: a value that each change replaces whole. */
export interface Setting<S> {
  /** The current value. */
  readonly value: S;
  /**
   * Replaces the value with a draft derived from it, which shows at once. The draft is computed again if others change
   * the value meanwhile.
   *
   * @returns a promise that the change is in the journal, which need not be awaited. It rejects if the journal refuses
   * the change, which then no longer shows.
   */
  change(draft: (value: S) => S): Promise<void>;
  /** Calls back after each change, including those of other mocks. */
  onChange(show: (value: S) => void): void;
}

/** Creates a setting that stands alone. */
export function createSetting<S>(first: S): Setting<S> {
  const shows: ((value: S) => void)[] = [];
  let value = first;
  return {
    get value() {
      return value;
    },
    change(draft) {
      value = draft(value);
      for (const show of shows) show(value);
      return Promise.resolve();
    },
    onChange: (show) => void shows.push(show),
  };
}
