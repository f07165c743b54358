/** One entry of a list, such as an event or a session, in terms that all APIs share. */
export interface Item<Value = unknown> {
  /** Unique among the items of a user. */
  readonly key: string;
  /** The time that the dates are compared with, in ms. */
  readonly time: number;
  /** When it ends, in ms, if it has a duration. */
  readonly end?: number;
  /** The session it belongs to. */
  readonly group: number | string;
  readonly type: string;
  /** The path of its page, if it has one. */
  readonly path?: string | undefined;
  /** A human-readable name. */
  readonly name: string;
  /** The raw value. */
  readonly value: Value;
}

/** The first and the last time of items in any order; 0 if there are none. */
export function spanOf(items: readonly Item[]): { readonly first: number; readonly last: number } {
  const times = items.map(({ time }) => time);
  const pick = (better: (a: number, b: number) => number) => (times.length > 0 ? times.reduce(better) : 0);
  return { first: pick((a, b) => Math.min(a, b)), last: pick((a, b) => Math.max(a, b)) };
}
