import type { RunContext } from '../asking/run-context.ts';
import type { Window } from '../reading/window.ts';

/** Leaves out windows that are refused for a known user, as the server does not take their dates. */
export async function understoodOf({ lists }: RunContext, windows: readonly Window[]): Promise<Window[]> {
  const understood: Window[] = [];
  for (const window of windows) {
    const exchange = await lists.askOnce({ window });
    // 404 may stand for an empty list
    if (lists.itemsOf(exchange) || exchange.reply?.status === 404) understood.push(window);
  }
  return understood;
}
