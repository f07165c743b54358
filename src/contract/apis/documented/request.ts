import type { ListAsk } from '../../asking/lists.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import { startsOfSessions } from '../../reading/window.ts';
import { sameId } from '../../variants/id-variants.ts';
import { describeEnd, isRefusal } from '../../wire/exchange.ts';

/** How a request is understood: its path, its headers, its parameters. */
export const requestRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-01',
    depth: 'quick',
    level: 'MUST',
    title: 'the documented request with a valid key is answered with 200 and a list of events',
    source: 'documented: Status Codes',
    isFirstContact: true,
    check: async (context) => {
      const headers = { 'content-type': 'application/json' };
      for (const user of context.settings.userIds) await context.lists.read({ user, headers });
    },
  },
  {
    id: 'REQUEST-02',
    depth: 'quick',
    level: 'MUST',
    title: 'the content-type header of the example request makes no difference',
    source: 'documented: Example Request',
    check: async (context) => {
      await context.baseline.expectSame(
        { headers: { 'content-type': 'application/json' } },
        'a request with a content-type header',
      );
    },
  },
  {
    id: 'REQUEST-03',
    level: 'MUST',
    title: 'the headers that a browser adds make no difference',
    source: 'assumed: web applications call the API',
    check: async (context) => {
      const headers = {
        accept: 'application/json, text/plain, */*',
        'accept-language': 'de-AT,de;q=0.9,en;q=0.5',
        'cache-control': 'no-cache',
        // a foreign page is none of the reader's: guards against requests across sites may refuse it
        referer: `${new URL(context.settings.baseUrl).origin}/users/1`,
        cookie: 'session=1; theme=dark',
        'user-agent':
          'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      };
      await context.baseline.expectSame({ headers }, 'a request with the headers of a browser');
      const plain = { accept: 'text/html,*/*;q=0.8', 'user-agent': 'curl/8.5.0' };
      await context.baseline.expectSame({ headers: plain }, 'a request by curl that accepts HTML');
      // a guard may refuse pages of other sites, but not give them something else
      const fromPage = { headers: { ...headers, origin: 'https://app.example.org' } };
      if (isRefusal(await context.lists.askOnce(fromPage))) return;
      await context.baseline.expectSame(fromPage, 'a request by a page of another site');
    },
  },
  {
    id: 'REQUEST-04',
    depth: 'quick',
    level: 'MUST',
    title: 'a user ID means the same however a client percent-encodes it',
    source: 'assumed: RFC 3986, 6.2.2',
    check: async (context) => {
      for (const user of context.settings.userIds) {
        for (const { name, segment } of sameId(user)) {
          await context.baseline.expectSame({ user, userSegment: segment }, `user ID "${user}", ${name},`);
        }
      }
    },
  },
  {
    id: 'REQUEST-05',
    level: 'SHOULD',
    title: 'a project key means the same however a client percent-encodes it',
    source: 'assumed: RFC 3986, 6.2.2',
    check: async (context) => {
      for (const { name, segment } of sameId(context.settings.projectKey)) {
        await context.baseline.expectSame({ projectSegment: segment }, `the project key, ${name},`);
      }
    },
  },
  {
    id: 'REQUEST-07',
    depth: 'quick',
    level: 'MUST',
    title: 'the dates are found wherever they stand in the query, percent-encoded or not',
    source: 'assumed: query strings are decoded as forms',
    check: async (context) => {
      const events = await context.baseline.some();
      // a window that keeps some events by every reading of the dates but where there is one session only
      const start = events[Math.floor(events.length / 2)]?.time ?? 0;
      const end = events.reduce((last, { time }) => Math.max(last, time), start) - 1;
      const encode = (date: number) => [...String(date)].map((digit) => `%3${digit}`).join('');
      const plain = await context.lists.askOnce({ window: { start, end } });
      const expected = context.baseline.windowItems(plain, { start, end });
      const isStrict = isRefusal(await context.lists.askOnce({ query: 'unknown=1' }));
      const spellings = [
        `end_date=${end}&start_date=${start}`,
        // where other parameters are refused (REQUEST-06) that tells nothing of the dates
        ...(isStrict ? [] : [`unknown=1&start_date=${start}&x=2&end_date=${end}&y`]),
        `start_date=${encode(start)}&end_date=${encode(end)}`,
        `start%5Fdate=${start}&end%5fdate=${end}`,
      ];
      for (const query of spellings) {
        const exchange = await context.lists.ask({ query });
        const received = context.baseline.windowItems(exchange, { start, end });
        const difference = context.baseline.compare(expected, received);
        if (difference === undefined) continue;
        throw new ContractFailure({
          expected: `"?${query}" to give the same ${expected.length} events as the plain spelling`,
          received: difference,
          exchange,
        });
      }
    },
  },
  {
    id: 'REQUEST-08',
    level: 'MUST',
    title:
      'user IDs of any characters are understood: no data or a refusal for a stranger, never an error of the server',
    source: 'documented: Parameters (userId is a string)',
    check: async (context) => {
      const baseline = startsOfSessions(await context.baseline.all());
      await sideBySide(STRANGE_IDS, async (user) => {
        const exchange = await context.lists.askOnce({ user, isOdd: /[/\\'"<{]/.test(user) });
        const status = exchange.reply?.status ?? 0;
        const { data } = (context.exchanges.bodyOf(exchange) ?? {}) as { data?: unknown };
        const isList = status === 200 && Array.isArray(data) && !data.some((event) => baseline.has(event?.sessionId));
        if (isList || context.settings.userIds.includes(user) || isRefusal(exchange)) return;
        throw new ContractFailure({
          expected: `no data (200 with an empty list), or a refusal (4xx), for user ID ${JSON.stringify(user.slice(0, 40))}`,
          received: describeEnd(exchange),
          exchange,
        });
      });
    },
  },
  {
    id: 'REQUEST-09',
    depth: 'quick',
    level: 'MUST',
    title: 'a client that offers compression gets the same events',
    source: 'assumed: RFC 9110, 12.5.3',
    check: (context) =>
      context.baseline.expectSame({ headers: { 'accept-encoding': 'gzip, deflate' } }, 'a request that accepts gzip'),
  },
  {
    id: 'REQUEST-10',
    level: 'SHOULD',
    title: 'HEAD is answered like GET, or refused with 404, 405 or 501',
    source: 'assumed: RFC 9110, 9.3.2',
    check: async (context) => {
      const exchange = await context.lists.ask({ method: 'HEAD', isOdd: true });
      if ([200, 404, 405, 501].includes(exchange.reply?.status ?? 0)) return;
      throw new ContractFailure({
        expected: 'status 200, 404, 405 or 501 for HEAD',
        received: describeEnd(exchange),
        exchange,
      });
    },
  },
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

/** Fails unless a method is refused, or said to be unknown. */
async function expectNotDone({ lists }: RunContext, ask: ListAsk, what: string): Promise<void> {
  const exchange = await lists.ask(ask);
  if (isRefusal(exchange) || exchange.reply?.status === 501) return;
  throw new ContractFailure({ expected: `a refusal of ${what}`, received: describeEnd(exchange), exchange });
}

const STRANGE_IDS = [
  'Jean Luc Petit',
  '5% off%20',
  'a+b&c=d',
  'søren-東京@exämple.org',
  '🛒',
  `"quoted" <b>`,
  '{"$gt":""}',
  "'; DROP TABLE users; --",
  'acme/eu/42',
  'a?b#c',
  'a\\b',
  '-1',
  '9007199254740993',
  'constructor',
  '__proto__',
  'x'.repeat(257),
  'é'.repeat(256),
];
