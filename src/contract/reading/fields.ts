/** An item of a list, before it is known to be an event. */
export type Fields = Readonly<Record<string, unknown>>;
