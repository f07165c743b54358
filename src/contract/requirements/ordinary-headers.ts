import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { takesJson } from '../reading/accept.ts';
import { type Exchange, isRangeRefused } from '../wire/exchange.ts';

type Headers = Readonly<Record<string, string>>;

/** What clients, proxies and tools send along with the key, well formed or not. */
const FORMS: readonly Headers[] = [
  { connection: 'close', 'user-agent': '', 'accept-encoding': '' },
  { cookie: 'a=%E0%A4%A; =; b="; c' },
  {
    traceparent: 'x',
    tracestate: '=,=',
    baggage: ';;',
    'x-request-id': 'x',
    'x-correlation-id': 'x',
    b3: 'x',
    'x-amzn-trace-id': 'x',
    'x-cloud-trace-context': 'x',
  },
  { accept: 'application/xml', 'content-type': 'application/xml' },
  { accept: 'application/json;q=x, */*', 'accept-encoding': 'identity, gzip;q=x, *;q=0' },
  { accept: 'text/csv', 'user-agent': 'ExampleBot/1.0 (crawler; +https://example.org/bot)' },
  { 'accept-language': 'en_US, *, xx-unknown-1;q=2', 'accept-charset': 'iso-8859-1', 'accept-version': '2' },
  {
    'x-forwarded-for': 'unknown, _hidden',
    forwarded: 'for=_hidden;by=',
    'x-forwarded-prefix': 'x',
    'x-forwarded-port': 'x',
  },
  { origin: 'null', referer: 'x' },
];

/** Headers that ordinary clients send with the right key. */
export const ordinaryHeaderRequirements: readonly Requirement[] = [
  {
    id: 'ROBUST-41',
    level: 'MUST',
    title: 'an ordinary header, whatever its form, gets the documented answer or a refusal, never a damaged reply',
    source: 'assumed: clients, proxies and tools send them',
    comparesAnswers: true,
    check: async (context) => {
      await context.baseline.all();
      await sideBySide(FORMS, async (headers) => {
        const ask = { headers, isOdd: true };
        const first = await context.lists.ask(ask);
        // a connection may be lost by chance, so only a header that costs two is at fault
        const exchange = first.fault ? await context.lists.ask(ask) : first;
        await expectListOrRefusal(context, exchange, `with ${say(headers)}`);
      });
      // fetch always sends these
      await sideBySide([['user-agent'], ['accept', 'accept-encoding']], async (without) => {
        const exchange = await context.conversations.askRaw({ isOdd: true }, { without });
        if (exchange) await expectListOrRefusal(context, exchange, `without ${without.join(' and ')}`);
      });
      // fetch writes names in lower case; upper case means the same (RFC 9110, 5.1)
      const loud = await context.conversations.askRaw({}, { toName: (name) => name.toUpperCase() });
      if (loud) await context.baseline.expectAll(loud, 'a request with the names of its headers in upper case');
    },
  },
  {
    id: 'ROBUST-42',
    level: 'MUST',
    title: 'a range request gets exactly that part with 206, a 416, or the whole list',
    source: 'assumed: RFC 9110, 14',
    comparesAnswers: true,
    check: async (context) => {
      await context.baseline.all();
      const ranges = ['bytes=0-99', 'bytes=-20', 'bytes=99999999-', 'bytes=x'];
      await sideBySide(ranges, (range) => expectRange(context, range));
    },
  },
];

async function expectListOrRefusal(context: RunContext, exchange: Exchange, how: string): Promise<void> {
  if (isRefused(exchange) || isInAnotherForm(exchange)) return;
  await context.baseline.expectAll(exchange, `a request ${how}`);
}

async function expectRange(context: RunContext, range: string): Promise<void> {
  const exchange = await context.lists.ask({ headers: { range }, isOdd: true });
  if (isRefused(exchange) || isRangeRefused(exchange)) return;
  if (exchange.reply?.status !== 206) return context.baseline.expectAll(exchange, `a request with range: ${range}`);
  const contentRange = exchange.reply.headers.get('content-range') ?? '';
  const [, first, last] = /^bytes (\d+)-(\d+)\/(?:\d+|\*)$/.exec(contentRange) ?? [];
  // several ranges come in a multipart envelope
  const isEnvelope = exchange.reply.headers.get('content-type')?.startsWith('multipart/byteranges') ?? false;
  if (isEnvelope || Number(last) - Number(first) + 1 === exchange.reply.bytes.length) return;
  throw new ContractFailure({
    expected: `as many bytes as Content-Range says for range: ${range}`,
    received: `${exchange.reply.bytes.length} bytes with content-range ${contentRange === '' ? 'left out' : contentRange}`,
    exchange,
  });
}

function isRefused({ reply }: Exchange): boolean {
  return reply !== undefined && reply.status >= 400 && reply.status < 500;
}

/** A client that does not accept JSON may get the type that it accepts. */
function isInAnotherForm({ request, reply }: Exchange): boolean {
  if (takesJson(request.headers.accept) || reply?.status !== 200) return false;
  const type = reply.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  return reply.bytes.length > 0 && type === request.headers.accept;
}

function say(headers: Headers): string {
  return Object.entries(headers)
    .map(([name, value]) => (value === '' ? `an empty ${name}` : `${name}: ${value}`))
    .join(' and ');
}
