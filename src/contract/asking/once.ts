import type { RunContext } from './run-context.ts';

/** Reads something once for all rows that check it, and again after the data has changed. */
export function once<T>(read: (context: RunContext) => Promise<T>): (context: RunContext) => Promise<T> {
  const known = new WeakMap<object, Promise<T>>();
  return (context) => {
    const { memory } = context.exchanges;
    const reading = known.get(memory) ?? read(context);
    known.set(memory, reading);
    return reading;
  };
}
