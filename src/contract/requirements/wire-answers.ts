import type { RunContext } from '../asking/run-context.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { describeEnd, type Exchange, isForAnotherSite } from '../wire/exchange.ts';
import type { WireExchange } from '../wire/raw/line.ts';

/** Fails if a reply cannot be parsed as HTTP, ends early or never ends. A closed connection is no failure. */
export function expectFramed(exchange: WireExchange, what: string): void {
  const { fault, trailing = 0 } = exchange;
  const isBroken = fault !== undefined && fault.kind !== 'closed' && fault.kind !== 'unreachable';
  if (!isBroken && trailing === 0) return;
  throw new ContractFailure({
    expected: `a reply to ${what} that ends where its headers say, and nothing after it`,
    received: fault ? toSentence(fault) : `${trailing} more bytes after it`,
    exchange,
  });
}

function toSentence({ kind, message }: NonNullable<Exchange['fault']>): string {
  return kind === 'malformed' ? `${message}, where a reply should begin or continue` : message;
}

/** Fails if there is no reply within the time limit. A closed connection counts as an answer. */
export function expectAnswered(exchange: WireExchange, what: string): void {
  if (exchange.fault?.kind !== 'timeout') return;
  throw new ContractFailure({
    expected: `an answer to ${what}, or a closed connection`,
    received: exchange.fault.message,
    exchange,
  });
}

/** Fails where a request with the valid key gets a different list than through `fetch`; anything but a success is accepted. */
export async function expectSame(
  context: RunContext,
  exchange: WireExchange,
  what: string,
  diagnosis?: string,
): Promise<void> {
  const all = await context.baseline.some();
  expectFramed(exchange, what);
  if (exchange.reply?.status !== 200) return;
  const items = context.exchanges.inspector.itemsOf(exchange);
  if (!items && isForAnotherSite(exchange.request)) return;
  const difference = items ? context.baseline.compare(all, items) : describeEnd(exchange);
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `the ${all.length} ${context.lists.probe.noun} for ${what}, as for any other request`,
    received: difference,
    exchange,
    diagnosis,
  });
}
