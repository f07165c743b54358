import { LET_IN, type ListAsk } from '../asking/lists.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';

/** A request sent without a key, with a name for what is odd about it. */
export type Tried = readonly [name: string, ask: ListAsk];

/** Fails where a request without a key returns items. Any other answer is accepted, as a proxy in front may give it. */
export function expectNothing(context: RunContext, exchange: Exchange, what: string): void {
  const status = exchange.reply?.status ?? 0;
  const items = context.exchanges.inspector.itemsOf(exchange) ?? [];
  if (status < 200 || status >= 300 || items.length === 0) return;
  throw new ContractFailure({
    expected: `no ${context.lists.probe.noun} for ${what} without a key`,
    received: `${items.length} ${context.lists.probe.noun}: ${describeEnd(exchange)}`,
    exchange,
    diagnosis: LET_IN,
  });
}

/** Fails where one of these requests, each without a key, returns items. */
export async function expectNothingOf(context: RunContext, tried: readonly Tried[]): Promise<void> {
  context.seen.require('key none');
  await sideBySide(tried, async ([name, ask]) => {
    const exchange = await context.lists.ask({ credential: null, isOdd: true, ...ask });
    expectNothing(context, exchange, name);
  });
}
