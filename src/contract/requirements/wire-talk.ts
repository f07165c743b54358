import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { describeEnd } from '../wire/exchange.ts';
import { expectFramed, expectSame } from './wire-answers.ts';
import { type Aspect, type Said, transcriptOf } from './wire-transcript.ts';

/** A connection carries no state from one request to the next, and nothing is sent between its replies. */
export const wireTalkRequirements: readonly Requirement[] = [
  {
    id: 'WIRE-01',
    level: 'MUST',
    title: 'each reply ends where its headers say, so that the next one on the connection is read correctly',
    source: 'assumed: RFC 9112, 6',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      for (const { turn, before, exchange } of await transcriptOf(context)) {
        expectFramed(exchange, before ? `${turn.what} after ${before.what}` : turn.what);
      }
    },
  },
  {
    id: 'WIRE-21',
    level: 'MUST',
    title: 'each request on a connection is accepted or refused by its own key',
    source: 'documented: Request Headers',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      context.seen.require('key none', 'key made-up');
      await expectOwnAnswers(context, 'key', ({ exchange: { reply } }) => !reply || reply.status >= 300, 'a refusal');
    },
  },
  {
    id: 'WIRE-22',
    level: 'MUST',
    title: 'each request on a connection gets its own user, project and dates',
    source: 'documented: URL, Parameters',
    comparesAnswers: true,
    isSequence: true,
    // a request that gets a wrong answer on its own has nothing to do with connections
    follows: ['ISOLATION-01', 'ISOLATION-04', 'WINDOW-01', 'WINDOW-02', 'WINDOW-04', 'WINDOW-06'],
    check: (context) => {
      const isEmpty = ({ exchange }: Said) => (context.exchanges.inspector.itemsOf(exchange) ?? []).length === 0;
      return expectOwnAnswers(context, 'subject', isEmpty, `no ${context.lists.probe.noun}`);
    },
  },
  {
    id: 'WIRE-23',
    level: 'MUST',
    title: 'each request on a connection gets the form that it asks for',
    source: 'assumed: RFC 9110, 12.5.3',
    comparesAnswers: true,
    isSequence: true,
    check: (context) => expectOwnAnswers(context, 'form', () => true, ''),
  },
];

/** Fails where a request that differs in one aspect, or the right one after it, does not get its own answer. */
async function expectOwnAnswers(
  context: RunContext,
  aspect: Aspect,
  isAnswer: (said: Said) => boolean,
  answer: string,
): Promise<void> {
  for (const said of await transcriptOf(context)) {
    const { turn, before, exchange } = said;
    if (turn.aspect === aspect && !isAnswer(said)) {
      throw new ContractFailure({
        expected: `${answer} for ${turn.what}${before ? ` after ${before.what} on one connection` : ''}`,
        received: describeEnd(exchange),
        exchange,
        diagnosis: before && STATE,
      });
    }
    if (turn.aspect === 'nothing' && before?.aspect === aspect) await expectRight(context, said, before.what);
  }
}

const STATE = 'A connection keeps state from an earlier request.';

async function expectRight(context: RunContext, { exchange }: Said, before: string): Promise<void> {
  // what is not HTTP is another fault
  if (!exchange.reply) return;
  const what = `the right request after ${before} on one connection`;
  const { status, headers } = exchange.reply;
  const coding = headers.get('content-encoding') ?? 'identity';
  if (status === 200 && coding === 'identity') return expectSame(context, exchange, what, STATE);
  throw new ContractFailure({
    expected: `status 200 without a coding for ${what}`,
    received: coding === 'identity' ? describeEnd(exchange) : `content-encoding ${coding}`,
    exchange,
    diagnosis: STATE,
  });
}
