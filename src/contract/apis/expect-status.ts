import { ContractFailure } from '../outcome/failure.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';

/** Fails unless a reply has one of these statuses. */
export function expectStatus(exchange: Exchange, statuses: readonly number[], what: string): void {
  if (statuses.includes(exchange.reply?.status ?? 0)) return;
  throw new ContractFailure({
    expected: `status ${statuses.join(' or ')} for ${what}`,
    received: describeEnd(exchange),
    exchange,
  });
}
