import type { ListAsk } from '../asking/lists.ts';
import { once } from '../asking/once.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { takesCoding } from '../reading/accept-encoding.ts';
import { toVary, varies } from '../reading/caching.ts';
import { codingOf, isStillZstd } from '../reading/coding.ts';
import { describeEnd, type Exchange, isRefusal } from '../wire/exchange.ts';

/** Each coding on its own, and one list with weights. */
const OFFERS = ['gzip', 'br', 'deflate', 'zstd', '*', 'gzip;q=0.5, br;q=0.4, identity;q=0.1'];
/** A client that accepts compressed replies only. Real clients accept gzip, so no other coding is tried. */
const NOTHING_PLAIN = 'gzip, identity;q=0';
const REFUSED = 'identity, gzip;q=0, *;q=0';

/** How replies are compressed. */
export const codingRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-41',
    level: 'MUST',
    title: 'each content coding on its own gives the same list, encoded as its label says',
    source: 'assumed: RFC 9110, 8.4 and 12.5.3',
    comparesAnswers: true,
    check: async (context) => {
      await context.baseline.all();
      await sideBySide(OFFERS, (offer) => expectDecoded(context, offer));
      await expectShortDecoded(context);
    },
  },
  {
    id: 'REQUEST-42',
    level: 'MUST',
    title: 'a client that accepts nothing uncompressed gets the list in a coding that it accepts, or a refusal',
    source: 'assumed: RFC 9110, 12.5.3',
    comparesAnswers: true,
    check: async (context) => {
      await context.baseline.all();
      const exchange = await ask(context, NOTHING_PLAIN);
      const status = exchange.reply?.status ?? 0;
      if (status >= 400 && status < 500) return;
      await context.baseline.expectAll(exchange, `a request with accept-encoding: ${NOTHING_PLAIN}`);
    },
  },
  {
    id: 'REQUEST-43',
    level: 'SHOULD',
    title: 'a coding that the client rules out with q=0 is not used',
    source: 'assumed: RFC 9110, 12.4.2',
    comparesAnswers: true,
    check: async (context) => {
      const exchange = await ask(context, REFUSED);
      const coding = codingOf(exchange);
      if (takesCoding(REFUSED, coding)) return;
      throw new ContractFailure({
        expected: `no ${coding} for accept-encoding: ${REFUSED}`,
        received: `content-encoding ${coding}, ${describeEnd(exchange)}`,
        exchange,
      });
    },
  },
  {
    id: 'REQUEST-45',
    level: 'MUST',
    title: 'a compressed answer belongs to its own window, user and key',
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    follows: ['REQUEST-41'],
    check: async (context) => {
      const { baseline, lists, seen, seed } = context;
      // primes any cache of compressed answers with the full list
      await inGzip(context);
      const times = (await baseline.history()).map(({ time }) => time).sort((a, b) => a - b);
      // most of the list, as servers do not compress short ones
      const window = { start: times[Math.ceil(times.length / 8)] ?? 0 };
      await sideBySide<ListAsk, void>([{ window }, { user: `nobody-${seed}@example.invalid` }], async (own) => {
        const plain = lists.itemsOf(await lists.askOnce(own));
        const exchange = await lists.ask({ ...own, ...offering('gzip') });
        const difference = plain && baseline.compare(plain, lists.expectItems(exchange, window));
        if (difference === undefined) return;
        throw new ContractFailure({
          expected: `the ${plain?.length} ${lists.probe.noun} that come uncompressed`,
          received: difference,
          exchange,
          diagnosis: 'Compressed answers are served to requests other than their own.',
        });
      });
      if (!seen.isWrong('key none'))
        await lists.expectRefusal({ ...offering('gzip'), credential: null, isFresh: true }, 'a request without a key');
    },
  },
  {
    id: 'REQUEST-44',
    level: 'SHOULD',
    title: 'caches can keep codings apart: Vary is on the plain list too, and no two codings share a strong ETag',
    source: 'assumed: RFC 9110, 8.8.1 and 12.5.5',
    comparesAnswers: true,
    check: async (context) => {
      // this request accepts no coding, as it names none
      const plain = await context.lists.askOnce({});
      for (const offer of ['gzip', 'br']) {
        const other = offer === 'gzip' ? await inGzip(context) : await context.lists.askOnce(offering(offer));
        if (other.reply?.status !== 200 || codingOf(other) === 'identity') continue;
        expectVary(plain);
        const tag = plain.reply?.headers.get('etag');
        if (tag?.startsWith('W/') || !tag || tag !== other.reply.headers.get('etag')) continue;
        throw new ContractFailure({
          expected: `another tag for ${offer}, or a weak one (W/${tag})`,
          received: `etag ${tag} for both`,
          exchange: other,
        });
      }
    },
  },
];

function ask({ lists }: RunContext, offer: string): Promise<Exchange> {
  return lists.ask(offering(offer));
}

function offering(offer: string): ListAsk {
  return { headers: { 'accept-encoding': offer } };
}

/** `fetch` decodes leniently, so codings that can be decoded strictly are requested raw where the platform allows it. */
async function askAsItComes(context: RunContext, offer: string): Promise<Exchange> {
  return (await context.conversations.askRaw(offering(offer))) ?? ask(context, offer);
}

/** The list in gzip, which two rows check. */
const inGzip = once((context) => askAsItComes(context, 'gzip'));

async function askIn(context: RunContext, offer: string): Promise<Exchange> {
  if (offer === 'gzip') return inGzip(context);
  return offer === 'zstd' ? askAsItComes(context, offer) : ask(context, offer);
}

async function expectDecoded(context: RunContext, offer: string): Promise<void> {
  const exchange = await askIn(context, offer);
  // zstd is not decoded everywhere: its first bytes decide
  if (isStillZstd(exchange)) return;
  await context.baseline.expectAll(exchange, `a request with accept-encoding: ${offer}`);
}

/** Encoders that get a long list right may lose the end of a short one. gzip is tried with one in REQUEST-45. */
async function expectShortDecoded({ baseline, lists }: RunContext): Promise<void> {
  const time = (await baseline.history()).reduce((first, item) => Math.min(first, item.time), Infinity);
  const window = { start: time, end: time };
  const exchange = await lists.ask({ window, ...offering('br') });
  if (!isRefusal(exchange)) lists.expectItems(exchange, window);
}

function expectVary(exchange: Exchange): void {
  if (varies(exchange.reply, 'accept-encoding')) return;
  throw new ContractFailure({
    expected: 'Vary: Accept-Encoding on the plain list too, as others are compressed',
    received: toVary(exchange.reply),
    exchange,
  });
}
