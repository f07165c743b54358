import type { RunContext } from '../asking/run-context.ts';
import type { Item } from '../reading/item.ts';
import { understoodOf } from './understood.ts';

/** A window that keeps some items under every reading of the dates, unless there is only one session; it excludes the last item. */
export function revealingWindow(items: readonly Item[]): { readonly start: number; readonly end: number } {
  const start = items[Math.floor(items.length / 2)]?.time ?? 0;
  return { start, end: items.reduce((last, { time }) => Math.max(last, time), start) - 1 };
}

/** Such a window, or only its first day where the server refuses it as too wide. */
export async function takenWindow(context: RunContext): Promise<ReturnType<typeof revealingWindow>> {
  const window = revealingWindow(await context.baseline.some());
  const { start, end } = window;
  const isTaken = (await understoodOf(context, [window])).length > 0;
  return isTaken ? window : { start, end: Math.min(end, start + DAY_MS) };
}

const DAY_MS = 86_400_000;
