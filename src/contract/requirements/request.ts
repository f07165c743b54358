import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { describeWindow, startsOfSessions } from '../reading/window.ts';
import { sameId, type Variant } from '../variants/id-variants.ts';
import { isAttackLike, STRANGE_IDS } from '../variants/strange-ids.ts';
import { describeEnd, isRefusal } from '../wire/exchange.ts';
import { revealingWindow } from './revealing-window.ts';

const AS_IN_THE_EXAMPLE = { 'content-type': 'application/json' };

/** How a request is understood: path, headers, parameters. */
export const requestRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-01',
    depth: 'quick',
    level: 'MUST',
    title: 'the documented request with a valid key is answered with 200 and a list of events',
    source: 'documented: Status Codes',
    isFirstContact: true,
    check: async (context) => {
      for (const user of context.settings.userIds) await context.lists.read({ user, headers: AS_IN_THE_EXAMPLE });
    },
  },
  {
    id: 'REQUEST-02',
    depth: 'quick',
    level: 'MUST',
    title: 'the content-type header of the example request makes no difference',
    source: 'documented: Example Request',
    check: async (context) => {
      const exchange = await context.lists.askOnce({ headers: AS_IN_THE_EXAMPLE });
      await context.baseline.expectAll(exchange, 'a request with a content-type header');
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
        // a referer of the server's own origin, as CSRF guards may refuse a foreign one
        referer: `${new URL(context.settings.baseUrl).origin}/users/1`,
        cookie: 'session=1; theme=dark; beta=1; debug=1',
        // a phone on a slow line
        'save-data': 'on',
        'sec-ch-ua-mobile': '?1',
        'user-agent':
          'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
      };
      const clients = [
        { what: 'a request with the headers of a browser', headers },
        {
          what: 'a request by curl that accepts HTML',
          headers: { accept: 'text/html,*/*;q=0.8', 'user-agent': 'curl/8.5.0' },
        },
        {
          what: 'a request by a page of another site',
          headers: { ...headers, origin: nearOrigin(context.settings.baseUrl) },
          // a CSRF guard may refuse it, but not answer with something else
          isElsewhere: true,
        },
      ];
      await context.baseline.all();
      await sideBySide(clients, async ({ what, headers, isElsewhere = false }) => {
        const exchange = await context.lists.askOnce({ headers });
        if (!isElsewhere || !isRefusal(exchange)) await context.baseline.expectAll(exchange, what);
      });
      await expectSameDates(context, ZONES);
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
        await sideBySide(sameId(user), (variant) => expectSameUser(context, user, variant));
      }
    },
  },
  {
    id: 'REQUEST-05',
    level: 'SHOULD',
    title: 'a project key means the same however a client percent-encodes it',
    source: 'assumed: RFC 3986, 6.2.2',
    check: async (context) => {
      await sideBySide(sameId(context.settings.projectKey), ({ name, segment }) =>
        context.baseline.expectSame({ projectSegment: segment }, `the project key, ${name},`),
      );
    },
  },
  {
    id: 'REQUEST-08',
    level: 'MUST',
    title: 'a user ID may hold any characters: an unknown one gets no data or a refusal, never a server error',
    source: 'documented: Parameters (userId is a string)',
    check: async (context) => {
      const baseline = startsOfSessions(await context.baseline.all());
      await sideBySide(STRANGE_IDS, async (user) => {
        const exchange = await context.lists.askOnce({ user, isOdd: isAttackLike(user) });
        const items = context.lists.itemsOf(exchange);
        const isOfOthers = items !== undefined && !items.some(({ group }) => baseline.has(group));
        if (isOfOthers || context.settings.userIds.includes(user) || isRefusal(exchange)) return;
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
];

/** A foreign origin that starts and ends like the server's own, so that a sloppy allow-list matches it. */
function nearOrigin(baseUrl: string): string {
  const { protocol, hostname } = new URL(baseUrl);
  const isAddress = /^[\d.]+$|:/.test(hostname);
  return `${protocol}//${isAddress ? 'app' : hostname}.x${isAddress ? '.example.org' : hostname}`;
}

/** Headers in which all kinds of apps send their time zone. */
const ZONES = { 'x-timezone': 'Asia/Tokyo', 'time-zone': 'Asia/Tokyo', 'x-timezone-offset': '-540' };

/** Fails where headers shift the dates: an epoch is the same in every time zone. */
async function expectSameDates(
  { baseline, lists }: RunContext,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const window = revealingWindow(await baseline.all());
  const plain = lists.itemsOf(await lists.askOnce({ window }));
  const exchange = await lists.askOnce({ window, headers });
  const difference = plain && baseline.compare(plain, baseline.windowItems(exchange, window));
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `the same ${plain?.length} ${lists.probe.noun} in ${describeWindow(window)} whatever the zone of the client`,
    received: difference,
    exchange,
  });
}

/** Fails unless a spelling of a user ID means that user, and finds out whether only a plus sign was misread. */
async function expectSameUser(context: RunContext, user: string, { name, segment }: Variant): Promise<void> {
  const ask = (userSegment: string) =>
    context.baseline.expectSame({ user, userSegment }, `user ID "${user}", ${name},`);
  try {
    await ask(segment);
  } catch (error) {
    if (!(error instanceof ContractFailure) || !segment.includes('+')) throw error;
    const isPlusMisread = await ask(segment.replaceAll('+', '%2B')).then(
      () => true,
      () => false,
    );
    throw isPlusMisread ? new ContractFailure({ ...error.details, diagnosis: PLUS_IS_SPACE }) : error;
  }
}

const PLUS_IS_SPACE =
  'A + in the path is read as a space, which it means in forms and queries alone: decode the path as a path.';
