import type { ListAsk } from '../../asking/lists.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import { describeEnd, isRefusal } from '../../wire/exchange.ts';

/** Which methods the list supports. */
export const methodRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-11',
    level: 'MUST',
    title: 'other methods are refused',
    source: 'documented: Method',
    check: async (context) => {
      if (!context.settings.unsafeMethods) {
        throw new MissingInput(
          'only GET and HEAD are sent; pass --unsafe-methods to try the others on a user that does not exist',
        );
      }
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const ask = { method, user: `nobody-${context.seed}@example.invalid` };
        await expectNotDone(context, ask, method);
        await expectNotDone(context, { ...ask, credential: null }, `${method} without a key`);
      }
    },
  },
];

/** Fails unless a method is refused, or reported as unknown. */
async function expectNotDone({ lists }: RunContext, ask: ListAsk, what: string): Promise<void> {
  const exchange = await lists.ask(ask);
  if (isRefusal(exchange) || exchange.reply?.status === 501) return;
  throw new ContractFailure({ expected: `a refusal of ${what}`, received: describeEnd(exchange), exchange });
}
