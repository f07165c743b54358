import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import type { Window } from '../reading/window.ts';
import { madeUpKey } from '../variants/key-variants.ts';
import type { Exchange } from '../wire/exchange.ts';

/** An odd way to request a list: with everything that a cache must keep apart, or aborted in the middle of the body. */
interface OddWay {
  readonly name: string;
  readonly ask?: ListAsk;
}

/** An odd request must not affect the plain one after it. */
export const poisonRequirements: readonly Requirement[] = [
  {
    id: 'REPEAT-31',
    level: 'MUST',
    title: 'requesting a URL in an odd way first changes nothing for whoever requests it plainly next',
    source: 'assumed: replies depend on their own request only; RFC 9111, 4',
    comparesAnswers: true,
    isSequence: true,
    follows: ['REPEAT-01', 'REPEAT-03', 'REPEAT-04'],
    check: async (context) => {
      const ways: (OddWay & { window: Window })[] = [];
      for (const way of oddWays(context)) ways.push({ ...way, window: await context.fresh.take() });
      // a cache may take a moment to store a reply, so all requests are sent before the first is read
      await sideBySide<(typeof ways)[number], unknown>(ways, ({ ask, window }) =>
        ask ? context.lists.ask({ ...ask, window, isOdd: true }) : context.lists.giveUp({ window }, 'half way'),
      );
      await sideBySide(ways, async ({ name, window }) => {
        const exchange = await context.lists.ask({ window });
        await context.baseline.expectAll(exchange, `a plain request for a URL first asked ${name}`);
        expectNothingOf(toMark(context), name, exchange);
      });
    },
  },
];

/** A host name that no reply has a reason to contain. */
function toMark({ seed }: RunContext): string {
  return `left-behind-${seed}.example`;
}

function oddWays(context: RunContext): OddWay[] {
  const mark = toMark(context);
  const withHeaders = (name: string, headers: Readonly<Record<string, string>>) => ({ name, ask: { headers } });
  return [
    { name: 'by a client that went away half way' },
    { name: 'with HEAD', ask: { method: 'HEAD' } },
    { name: 'with a wrong key', ask: { credential: madeUpKey(context.settings.key) } },
    withHeaders('for a range', { range: 'bytes=0-49' }),
    withHeaders('with compression', { 'accept-encoding': 'gzip, deflate, br, zstd' }),
    withHeaders('on conditions', {
      'if-none-match': '*',
      'if-modified-since': new Date(Date.UTC(2100, 0)).toUTCString(),
    }),
    withHeaders('as a browser opens it, from another origin', {
      origin: `https://${mark}`,
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-language': 'de-AT,de;q=0.9',
    }),
    withHeaders('under another X-Forwarded-Host, with X-Forwarded-Proto: http', {
      'x-forwarded-host': mark,
      'x-forwarded-proto': 'http',
    }),
    withHeaders('with another method in X-HTTP-Method-Override', { 'x-http-method-override': 'POST' }),
  ];
}

/** Fails if a reply contains data of another request. */
function expectNothingOf(mark: string, name: string, exchange: Exchange): void {
  const { headers, text } = exchange.reply ?? {};
  const header = [...(headers ?? [])].find(([, value]) => value.includes(mark))?.[0];
  if (header === undefined && !text?.includes(mark)) return;
  throw new ContractFailure({
    expected: `nothing of the earlier request in the reply to a plain request for a URL first asked ${name}`,
    received: header === undefined ? `a body with ${mark}` : `${header}: ${headers?.get(header)}`,
    exchange,
    diagnosis: 'An answer is cached together with what one client sent, and served to others.',
  });
}
