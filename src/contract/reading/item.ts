/** One thing of a list, such as an event or a session, in the words that all APIs share. */
export interface Item<Value = unknown> {
  /** Tells it from all others of a user. */
  readonly key: string;
  /** What the dates are compared with, in ms. */
  readonly time: number;
  /** When it is over, in ms, where it takes time. */
  readonly end?: number;
  /** The session it belongs to. */
  readonly group: number | string;
  readonly type: string;
  /** Of a page, where it has one. */
  readonly path?: string | undefined;
  /** Names it to a person. */
  readonly name: string;
  /** As it came. */
  readonly value: Value;
}

/** The first and the last time of items in whatever order; 0 where there are none. */
export function spanOf(items: readonly Item[]): { readonly first: number; readonly last: number } {
  const times = items.map(({ time }) => time);
  const pick = (better: (a: number, b: number) => number) => (times.length > 0 ? times.reduce(better) : 0);
  return { first: pick((a, b) => Math.min(a, b)), last: pick((a, b) => Math.max(a, b)) };
}
