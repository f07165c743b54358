import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { madeUpKey } from '../variants/key-variants.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';

type Headers = Readonly<Record<string, string>>;

const FUTURE = 'Fri, 01 Jan 2100 00:00:00 GMT';
const PAST = 'Sat, 29 Oct 1994 19:43:31 GMT';
const FOREIGN = '"no-such-tag"';

/** Conditional requests (RFC 9110, 13) save a client from downloading what it has, and change nothing else. */
export const conditionalRequirements: readonly Requirement[] = [
  {
    id: 'REPEAT-35',
    level: 'MUST',
    title: 'an ETag that is out of date gets the list, whatever date comes with it',
    source: 'assumed: RFC 9110, 13.2.2',
    comparesAnswers: true,
    check: async (context) => {
      const tag = await currentTag(context);
      const conditions: Headers[] = [
        { 'if-none-match': FOREIGN, 'if-modified-since': FUTURE },
        ...(tag === undefined ? [] : [{ 'if-none-match': nearMissesOf(tag) }]),
      ];
      await sideBySide(conditions, (headers) =>
        context.baseline.expectSame({ headers }, `a request with ${say(headers)}`),
      );
    },
  },
  {
    id: 'REPEAT-36',
    level: 'MUST',
    title: 'a conditional request gets the list, a 304 without a body, or a refusal',
    source: 'assumed: RFC 9110, 13.1',
    comparesAnswers: true,
    check: async (context) => {
      const tag = await currentTag(context);
      const conditions: Headers[] = [
        { 'if-none-match': '*' },
        { 'if-modified-since': FUTURE },
        ...(tag === undefined
          ? []
          : [{ 'if-none-match': `${FOREIGN}, ${tag}` }, { 'if-none-match': tag, 'if-modified-since': PAST }]),
      ];
      await sideBySide(conditions, (headers) => expectListOr(context, headers, [304]));
    },
  },
  {
    id: 'REPEAT-37',
    level: 'MUST',
    title: 'a malformed condition is ignored or refused',
    source: 'assumed: RFC 9110, 13.1; clients make mistakes',
    comparesAnswers: true,
    check: (context) =>
      sideBySide(
        [
          { 'if-modified-since': 'yesterday' },
          { 'if-none-match': 'no-quotes' },
          { 'if-none-match': ', "unclosed', 'if-unmodified-since': '2020-01-01T00:00:00Z' },
        ],
        (headers) => expectListOr(context, headers, []),
      ),
  },
  {
    id: 'REPEAT-38',
    level: 'MUST',
    title: 'a condition that holds does not cause a 412, and an unknown tag in If-Range gets no partial list',
    source: 'assumed: RFC 9110, 13.1.1, 13.1.4 and 13.1.5',
    comparesAnswers: true,
    check: async (context) => {
      const tag = await currentTag(context);
      // If-Match compares tags strongly, so a weak one never matches
      if (tag?.startsWith('"')) await expectHeld(context, { 'if-match': tag });
      const { reply } = await context.lists.askOnce({});
      if (reply?.headers.has('last-modified')) await expectHeld(context, { 'if-unmodified-since': FUTURE });
      await expectListOr(context, { range: 'bytes=0-9', 'if-range': FOREIGN }, []);
    },
  },
  {
    id: 'REPEAT-39',
    level: 'MUST',
    title: 'without the right key every conditional request is refused, so that a 304 reveals nothing',
    source: 'documented: Request Headers; RFC 9110, 13.2.1',
    check: async (context) => {
      context.seen.require('key none', 'key made-up');
      const tag = (await currentTag(context)) ?? '*';
      const asks: ListAsk[] = [
        { credential: null, headers: { 'if-none-match': tag } },
        { credential: madeUpKey(context.settings.key), headers: { 'if-none-match': tag } },
        { credential: null, headers: { 'if-modified-since': FUTURE } },
      ];
      await sideBySide(asks, (ask) =>
        context.lists.expectRefusal(ask, 'a request on a condition, without the right key'),
      );
    },
  },
];

/** The tag of the documented request; undefined where this server sends none that can be used. */
async function currentTag({ lists }: RunContext): Promise<string | undefined> {
  return tagOf(await lists.askOnce({}));
}

function tagOf({ reply }: Exchange): string | undefined {
  const tag = reply?.headers.get('etag') ?? '';
  return /^(W\/)?"[^"]+"$/.test(tag) ? tag : undefined;
}

/** Fails where a condition that holds gives 412 although the tag of the list has not changed. */
async function expectHeld(context: RunContext, headers: Headers): Promise<void> {
  await context.baseline.all();
  const [tag, exchange] = [await currentTag(context), await context.lists.ask({ headers, isOdd: true })];
  if (exchange.reply?.status !== 412) return judge(context, headers, exchange, []);
  // a list that contains the time of the reply has a new tag every time
  if (tagOf(await context.lists.ask()) !== tag) return;
  throw new ContractFailure({
    expected: `the list for a request with ${say(headers)}, which holds`,
    received: describeEnd(exchange),
    exchange,
  });
}

/** Two tags that almost match: the first differs in its last character, the second contains the tag. */
function nearMissesOf(tag: string): string {
  const opaque = tag.replace(/^W\//, '').slice(1, -1);
  return `"${opaque.slice(0, -1)}${opaque.endsWith('x') ? 'y' : 'x'}", "x${opaque}x"`;
}

function say(headers: Headers): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' and ');
}

/** Fails unless a condition gives the list, a refusal without one, or a status that says so without a body. */
async function expectListOr(context: RunContext, headers: Headers, statuses: readonly number[]): Promise<void> {
  await context.baseline.all();
  await judge(context, headers, await context.lists.ask({ headers, isOdd: true }), statuses);
}

async function judge(
  { baseline }: RunContext,
  headers: Headers,
  exchange: Exchange,
  statuses: readonly number[],
): Promise<void> {
  if (isBare(exchange, statuses)) return;
  const status = exchange.reply?.status ?? 0;
  if (status === 200) return baseline.expectAll(exchange, `a request with ${say(headers)}`);
  if (status >= 400 && status < 500) return;
  throw new ContractFailure({
    expected: `the list${statuses.length > 0 ? ', 304 without a body' : ''} or a refusal for a request with ${say(headers)}`,
    received: describeEnd(exchange),
    exchange,
  });
}

function isBare({ reply }: Exchange, statuses: readonly number[]): boolean {
  return reply !== undefined && statuses.includes(reply.status) && reply.bytes.length === 0;
}
