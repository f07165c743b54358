import type { Item } from '../reading/item.ts';

/** A window that keeps some items under every reading of the dates, unless there is only one session; it excludes the last item. */
export function tellingWindow(items: readonly Item[]): { readonly start: number; readonly end: number } {
  const start = items[Math.floor(items.length / 2)]?.time ?? 0;
  return { start, end: items.reduce((last, { time }) => Math.max(last, time), start) - 1 };
}
