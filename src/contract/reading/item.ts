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
