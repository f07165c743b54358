import type { PipedAsk } from '../asking/conversations.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { spanOf } from '../reading/item.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';
import type { WireExchange } from '../wire/raw/line.ts';
import type { WireForm } from '../wire/raw/raw-request.ts';
import { expectAnswered, expectSame } from './wire-answers.ts';
import { absolute, expectNothingWith, once } from './wire-once.ts';

/** Requests in HTTP forms that `fetch` does not send. */
export const wireFormRequirements: readonly Requirement[] = [
  {
    id: 'WIRE-02',
    level: 'MUST',
    title: 'an HTTP/1.0 client gets an answer that it can read',
    source: 'assumed: RFC 9112, 6.1 (proxies ask with HTTP/1.0)',
    comparesAnswers: true,
    check: async (context) => {
      await context.baseline.some();
      const forms: readonly WireForm[] = [{ version: '1.0' }, { version: '1.0', host: null }];
      await sideBySide(forms, async (form) => {
        const what = `HTTP/1.0${'host' in form ? ' without Host' : ''}`;
        const exchange = await once(context, {}, form);
        await expectSame(context, exchange, what);
        if (exchange.wire?.framing !== 'chunked') return;
        throw new ContractFailure({
          expected: `an answer to ${what} without chunks, which it does not know`,
          received: `transfer-encoding chunked with status ${exchange.reply?.status}`,
          exchange,
        });
      });
    },
  },
  {
    id: 'WIRE-03',
    level: 'MUST',
    title: 'pipelined requests each get their own answer, in order',
    source: 'assumed: RFC 9112, 9.3.2',
    comparesAnswers: true,
    check: async (context) => {
      const all = await context.baseline.some();
      const { last } = spanOf(all);
      const stranger = `nobody-${context.seed}@example.invalid`;
      const isRead = context.lists.toAsk({}).body === undefined;
      const asks: readonly ListAsk[] = [
        { window: { start: last } },
        ...(isRead ? [{ method: 'HEAD', isOdd: true }] : []),
        {},
        { credential: null },
        { user: stranger },
      ];
      const alone = await sideBySide<ListAsk, Exchange>(asks, (ask) => context.lists.askOnce(ask));
      // what has no list looks like a list that could not be read
      const answers = alone.map((exchange, index) => (asks[index]?.method ? undefined : answerOf(context, exchange)));
      await context.conversations.have(async (conversation) => {
        await conversation.ask();
        // a server that closes after each answer accepts one request at a time
        if (!conversation.isOpen) return;
        const together = await conversation.pipeline(asks.map((ask): PipedAsk => ({ ask })));
        together.forEach((exchange, index) => {
          const what = `request ${index + 1} of ${asks.length} sent at once`;
          expectAnswered(exchange, what);
          const own = answers[index];
          const got = answerOf(context, exchange);
          const isAfterHead = asks[index - 1]?.method === 'HEAD' && together[index - 1]?.reply;
          if (exchange.fault?.kind === 'malformed' && isAfterHead) {
            throw new ContractFailure({
              expected: `for ${what}, after HEAD, a reply that begins where the one to HEAD ends`,
              received: exchange.fault.message,
              exchange,
              diagnosis: 'A reply to HEAD has content, which is read as the next reply.',
            });
          }
          // an answer mixed with an interim one is hard to read, but it is not another request's
          if (!exchange.reply || got === own || !answers.includes(got)) return;
          throw new ContractFailure({
            expected: `for ${what} what it gets alone: ${describeEnd(alone[index] ?? exchange)}`,
            received: `what request ${answers.indexOf(got) + 1} gets alone: ${describeEnd(exchange)}`,
            exchange,
            diagnosis: "Pipelined requests get each other's answers.",
          });
        });
      });
    },
  },
  {
    id: 'WIRE-05',
    level: 'SHOULD',
    title: 'an absolute URL in the request line is understood',
    source: 'assumed: RFC 9112, 3.2.2 (a server must accept it)',
    comparesAnswers: true,
    check: async (context) => {
      const exchange = await once(context, { isOdd: true }, { toTarget: absolute });
      await expectSame(context, exchange, 'a whole URL in the request line');
      // a proxy in front may close the connection
      if (exchange.reply?.status === 200 || exchange.fault?.kind === 'closed') return;
      throw new ContractFailure({ expected: 'status 200', received: describeEnd(exchange), exchange });
    },
  },
  {
    id: 'WIRE-06',
    level: 'MUST',
    title: 'a client that sends Expect: 100-continue gets the whole answer or a refusal',
    source: 'assumed: RFC 9110, 10.1.1',
    comparesAnswers: true,
    check: async (context) => {
      await context.baseline.some();
      const content = context.lists.toAsk({}).body ?? NOTHING;
      const ask = () => once(context, { isOdd: true }, { content, fields: [['Expect', '100-continue']] });
      let exchange = await ask();
      // a proxy such as HAProxy may now and then hold back the end of such a reply, so only a server that never answers is at fault
      for (let again = 0; again < 3 && exchange.fault?.kind === 'timeout'; again += 1) exchange = await ask();
      expectAnswered(exchange, 'a request with Expect: 100-continue');
      await expectSame(context, exchange, 'a request with Expect: 100-continue');
    },
  },
  {
    id: 'WIRE-07',
    level: 'MUST',
    title: 'a request to upgrade the protocol changes no answer, and lets nobody in without a key',
    source: 'documented: Request Headers',
    comparesAnswers: true,
    check: async (context) => {
      await context.baseline.some();
      await expectNothingWith(
        context,
        UPGRADES.map((fields) => [`an upgrade to ${fields.Upgrade}`, { fields: Object.entries(fields) }]),
      );
      for (const { what, exchange } of await upgrades(context)) {
        if (exchange.fault?.kind === 'timeout') return;
        await expectSame(context, exchange, what);
      }
    },
  },
  {
    id: 'WIRE-13',
    level: 'SHOULD',
    title: 'a request to upgrade the protocol is answered',
    source: 'assumed: RFC 9110, 7.8 (a server may ignore it)',
    check: async (context) => {
      for (const { what, exchange } of await upgrades(context)) expectAnswered(exchange, what);
    },
  },
  {
    id: 'WIRE-14',
    level: 'MUST',
    title: 'a "?" with nothing after it changes no answer',
    source: 'documented: Parameters (no date is required; clients write "?" and then those that there are)',
    comparesAnswers: true,
    check: async (context) => {
      const exchange = await once(context, { isOdd: true }, { toTarget: (path) => `${path}?` });
      if (exchange.fault?.kind !== 'closed') await context.baseline.expectAll(exchange, 'a "?" behind the path');
    },
  },
];

/** Without content there is nothing for the client to continue with. */
const NOTHING = '{}';

const UPGRADES = [
  { Connection: 'Upgrade', Upgrade: 'h2c' },
  { Connection: 'Upgrade', Upgrade: 'websocket' },
];

/** The outcome of an offer to change the protocol. */
interface Upgraded {
  readonly what: string;
  readonly exchange: WireExchange;
}

const known = new WeakMap<object, Promise<readonly Upgraded[]>>();

/** Offers to change the protocol, once per run, as two requirements check the answers. */
function upgrades(context: RunContext): Promise<readonly Upgraded[]> {
  const { memory } = context.exchanges;
  const asked = known.get(memory) ?? askForUpgrades(context);
  known.set(memory, asked);
  return asked;
}

function askForUpgrades(context: RunContext): Promise<Upgraded[]> {
  return sideBySide(UPGRADES, async (fields) => ({
    what: `an upgrade to ${fields.Upgrade}`,
    exchange: await once(context, { isOdd: true }, { fields: Object.entries(fields) }),
  }));
}

/** An answer reduced to its status and the items in it. */
function answerOf({ exchanges }: RunContext, exchange: Exchange): string {
  const keys = exchanges.inspector.itemsOf(exchange)?.map(({ key }) => key);
  return JSON.stringify([exchange.reply?.status, keys && [...keys].sort()]);
}
