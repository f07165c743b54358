import type { Requirement } from '../asking/requirement.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';
import { unknownProject } from './strangers.ts';

const UNPROCESSABLE = 422;

/** Whether all refusals of one API have the same form. */
export const refusalFormRequirements: readonly Requirement[] = [
  {
    id: 'ROBUST-14',
    level: 'MUST',
    title: 'what the API itself finds wrong with a date (422) is reported in JSON where all its other refusals are',
    source: 'assumed: clients read the refusals of one API in one way',
    check: async (context) => {
      const { exchanges, lists } = context;
      const date = await lists.askOnce({ window: { start: 'abc' } });
      // a framework itself refuses with 400 or 404 before the API runs, and its own pages are HTML
      if (date.reply?.status !== UNPROCESSABLE || !isPlainText(date)) return;
      const others = [
        await lists.askOnce({ credential: null }),
        await lists.askOnce({ project: unknownProject(context) }),
      ];
      const isJson = others.every((other) => exchanges.bodyOf(other) !== undefined);
      if (!isJson) return;
      throw new ContractFailure({
        expected: `a JSON body, as for a missing key and an unknown project (${others.map(describeEnd).join('; ')})`,
        received: describeEnd(date),
        exchange: date,
      });
    },
  },
];

function isPlainText({ reply }: Exchange): boolean {
  return /^text\/plain\b/i.test(reply?.headers.get('content-type') ?? '');
}
