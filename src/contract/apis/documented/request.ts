import type { Requirement } from '../../asking/requirement.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure, Inconclusive } from '../../outcome/failure.ts';
import { startsOfSessions } from '../../reading/window.ts';
import { sameId } from '../../variants/id-variants.ts';
import { describeEnd } from '../../wire/exchange.ts';

/** How a request is understood: its path, its headers, its parameters. */
export const requestRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-01',
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
        origin: 'https://app.example.org',
        referer: 'https://app.example.org/users/1',
        cookie: 'session=1; theme=dark',
        'user-agent':
          'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      };
      await context.baseline.expectSame({ headers }, 'a request with the headers of a browser');
      const plain = { accept: 'text/html,*/*;q=0.8', 'user-agent': 'curl/8.5.0' };
      await context.baseline.expectSame({ headers: plain }, 'a request by curl that accepts HTML');
    },
  },
  {
    id: 'REQUEST-04',
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
    level: 'MUST',
    title: 'a project key means the same however a client percent-encodes it',
    source: 'assumed: RFC 3986, 6.2.2',
    check: async (context) => {
      for (const { name, segment } of sameId(context.settings.projectKey)) {
        await context.baseline.expectSame({ projectSegment: segment }, `the project key, ${name},`);
      }
    },
  },
  {
    id: 'REQUEST-06',
    level: 'MUST',
    title: 'query parameters that are not documented are ignored',
    source: 'documented: Parameters',
    check: async (context) => {
      const events = await context.baseline.all();
      const sessionId = events[0]?.group ?? 1;
      const queries = [
        'unknown=1&_=1623440905732&utm_source=mail&debug=true',
        'limit=1&offset=1&page=2&per_page=1&size=1&count=1&sort=desc&order=desc&sort_order=desc&reverse=true' +
          '&top=1&pageSize=1&page_size=1&max_results=1&take=1&skip=1&cursor=x&q=x&search=x&filter=x',
        `type=CLICK&event_type=CLICK&fields=type&sessionId=${sessionId}&session_id=1&platform=ios` +
          '&user=x&userId=x&user_id=x&project=x&projectKey=x&project_key=x&orderBy=timestamp&callback=x&jsonp=x&format=xml&pretty=1&envelope=0&lang=de&tz=Asia/Tokyo&window=session',
        // other names of the dates: each of these leaves nothing where it is understood
        'startDate=9999999999999&start=9999999999999&from=9999999999999&since=9999999999999&startTimestamp=9999999999999&START_DATE=9999999999999&start-date=9999999999999&from_date=9999999999999&date_from=9999999999999&after=9999999999999&startdate=9999999999999&start_time=9999999999999&gte=9999999999999&start_dat=9999999999999&start_date_=9999999999999',
        'endDate=1&end=1&to=1&until=1&endTimestamp=1&END_DATE=1&end-date=1&to_date=1&date_to=1&before=1&min=9&max=1&enddate=1&end_time=1&lte=1&date=1&days=1&xend_date=1&end_date%20=1',
        'unknown=%00%FF&%F0%9F%98%80=1&=1&&a',
      ];
      await sideBySide(queries, (query) => context.baseline.expectSame({ query }, `"?${query}"`));
    },
  },
  {
    id: 'REQUEST-07',
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
      const isStrict = context.lists.itemsOf(await context.lists.askOnce({ query: 'unknown=1' })) === undefined;
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
        const exchange = await context.lists.ask({ user, isOdd: /[/\\'"<{]/.test(user) });
        const status = exchange.reply?.status ?? 0;
        const { data } = (context.exchanges.bodyOf(exchange) ?? {}) as { data?: unknown };
        const isList = status === 200 && Array.isArray(data) && !data.some((event) => baseline.has(event?.sessionId));
        if (isList || context.settings.userIds.includes(user) || [400, 403, 404, 414, 422].includes(status)) return;
        throw new ContractFailure({
          expected: `no data (200 with an empty list), or 400, 403, 404 or 422, for user ID ${JSON.stringify(user.slice(0, 40))}`,
          received: describeEnd(exchange),
          exchange,
        });
      });
    },
  },
  {
    id: 'REQUEST-09',
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
        throw new Inconclusive(
          'only GET and HEAD are sent; pass --unsafe-methods to try the others on a user that does not exist',
        );
      }
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const ask = { method, user: `nobody-${context.seed}@example.invalid` };
        await context.lists.expectRefused(ask, [404, 405, 501], method);
        await context.lists.expectRefused(
          { ...ask, credential: null },
          [401, 403, 404, 405, 501],
          `${method} without a key`,
        );
      }
    },
  },
];

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
