import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import type { Window } from '../reading/window.ts';

/** Leaves out windows that are refused for a known user, as the server does not accept their dates. */
export async function understoodOf({ lists }: RunContext, windows: readonly Window[]): Promise<Window[]> {
  const exchanges = await sideBySide(windows, (window) => lists.askOnce({ window }));
  return windows.filter((_, index) => {
    const exchange = exchanges[index];
    // 404 may mean an empty list
    return exchange && (lists.itemsOf(exchange) !== undefined || exchange.reply?.status === 404);
  });
}
