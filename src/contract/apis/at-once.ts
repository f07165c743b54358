import type { OperationAsk } from '../asking/exchanges.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';

/** How often all of them are sent at once. */
const ROUNDS = 2;

/** The row that operations besides the list keep requests apart, for APIs that have some; each is first sent once on its own. */
export function atOnceRequirement({
  id,
  source,
  asks,
}: Pick<Requirement, 'source'> & {
  readonly id: `REPEAT-${string}`;
  readonly asks: (context: RunContext) => Promise<readonly OperationAsk[]>;
}): Requirement {
  return {
    id,
    level: 'MUST',
    title: 'users and sessions requested at the same time do not mix',
    source,
    follows: ['REPEAT-03', 'REPEAT-04'],
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      const asked = await asks(context);
      const alone: Exchange[] = [];
      for (const ask of asked) alone.push(await context.exchanges.askOnce(ask));
      for (let round = 0; round < ROUNDS; round += 1) {
        const together = await Promise.all(asked.map((ask) => context.exchanges.ask(ask)));
        const at = together.findIndex((exchange, index) => dataOf(context, exchange) !== dataOf(context, alone[index]));
        const [before, exchange] = [alone[at], together[at]];
        if (!before || !exchange) continue;
        throw new ContractFailure({
          expected: `the same as alone: ${describeEnd(before)}`,
          received: describeEnd(exchange),
          exchange,
        });
      }
    },
  };
}

/** The part of an answer that is compared; the rest of a reply may depend on the moment. */
function dataOf({ exchanges }: RunContext, exchange: Exchange | undefined): string {
  const body = exchange && (exchanges.bodyOf(exchange) as { data?: unknown } | null | undefined);
  return JSON.stringify([exchange?.reply?.status, body?.data]);
}
