import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure } from '../../outcome/failure.ts';
import type { Item } from '../../reading/item.ts';
import { sortedText } from '../../reading/sorted-text.ts';
import { describeEnd, type Exchange } from '../../wire/exchange.ts';
import { unknownUserRequirement } from '../unknown-user.ts';
import { LARGEST_PAGE, type Page, toBody } from './body.ts';
import { dataOf } from './visits.ts';

const ORDERS = ['desc', 'asc'] as const;
/** Pages beyond all data; truncated to 32 bits, the second is page 1. */
const FAR_PAGES = [
  { limit: LARGEST_PAGE, page: 10_001 },
  { limit: LARGEST_PAGE, page: 2 ** 32 + 1 },
];

/** Pages, their order and the total. */
export const pageRequirements: readonly Requirement[] = [
  unknownUserRequirement({ id: 'ISOLATION-202', source: 'observed: v2 (user-unknown)' }),
  {
    id: 'PAGE-202',
    level: 'MUST',
    title:
      'pages of any size, in either order, partition the list: page 1 starts it, and each page continues where the last one ended',
    source: 'observed: v2 (limit-3, page-2, sort-asc; sessions of one second come on any of two pages)',
    comparesAnswers: true,
    check: async (context) => {
      const all = await context.baseline.history();
      const plain = await context.baseline.some();
      if (all.length < plain.length) {
        throw new ContractFailure({
          expected: `pages with all of the ${plain.length} sessions that come without a page`,
          received: `${all.length} sessions`,
          exchange: await context.lists.ask({ body: toBody({}, { limit: LARGEST_PAGE, page: 1 }) }),
        });
      }
      const sizes = [1, 2, 3, 7, 50, LARGEST_PAGE].filter((limit, index) => index === 0 || limit < all.length * 2);
      const asks = sizes.flatMap((limit) => {
        const last = Math.ceil(all.length / limit);
        const pages = [...new Set([1, 2, Math.ceil(last / 2), last - 1, last])].filter(
          (page) => page >= 1 && page <= last,
        );
        // both orders concurrently, to catch a server that mixes them up
        const inOrder = pages.flatMap((page) => ORDERS.map((sortOrder) => ({ limit, page, sortOrder })));
        return [{ limit, page: pages[0] }, { limit, page: pages.at(-1) }, ...inOrder];
      });
      await sideBySide(asks, (page) => expectPage(context, all, page));
    },
  },
  {
    id: 'PAGE-203',
    level: 'MUST',
    title: 'the total is the number of sessions in the window, whatever page is asked for',
    source: 'observed: v2 (total 250 while a page holds 50)',
    comparesAnswers: true,
    check: async (context) => {
      const all = await context.baseline.history();
      const pages: readonly Page[] = [
        {},
        { limit: 1 },
        { limit: 3, page: 2 },
        { limit: LARGEST_PAGE },
        { limit: 1, sortOrder: 'asc' },
      ];
      const filled = pages.filter(({ limit = 50, page: at = 1 }) => (at - 1) * limit < all.length);
      await sideBySide(filled, async (page) =>
        expectTotal(await context.lists.ask({ body: toBody({}, page) }), context, all.length),
      );
      const times = all.map(({ time }) => time);
      const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
      const spans = [
        [at(0.9), at(0.6)],
        [at(0.5), at(0.4)],
        [at(0.3), at(0)],
      ] as const;
      await sideBySide(spans, async ([start, end]) => {
        const window = { start, end: end + 999 };
        const { exchange, items } = await context.lists.read({ window });
        if (items.length < LARGEST_PAGE) expectTotal(exchange, context, items.length);
        const narrow = await context.lists.ask({ body: toBody(window, { limit: 1 }) });
        if (items.length < LARGEST_PAGE && items.length > 0) expectTotal(narrow, context, items.length);
      });
    },
  },
  {
    id: 'PAGE-204',
    level: 'MUST',
    title: 'limit, page and sortOrder may be left out, null, or 0 and empty: 50, 1 and desc',
    source: 'observed: v2 (limit-absent, limit-null, limit-0, page-0, sort-empty, sort-null)',
    comparesAnswers: true,
    check: async (context) => {
      const all = await context.baseline.history();
      const dates = toBody({}, {}).slice(0, -1);
      const rests = [
        '',
        ',"limit":null',
        ',"limit":0',
        ',"page":null',
        ',"page":0',
        ',"sortOrder":null',
        ',"sortOrder":""',
        ',"limit":50,"page":1,"sortOrder":"desc"',
        ',"limit":0,"page":0,"sortOrder":""',
        ',"unknown":1,"offset":3,"cursor":"x"',
      ];
      await sideBySide(rests, async (rest) => {
        const exchange = await context.lists.ask({ body: `${dates}${rest}}` });
        expectSlice(context, exchange, all, { limit: 50, page: 1 }, `the body ${dates}${rest}}`);
      });
    },
  },
  {
    id: 'PAGE-205',
    level: 'MUST',
    title: 'limits from 1 to 200 are accepted; other limits, negative pages and unknown orders are refused with 400',
    source: 'observed: v2 (limit-201, limit-negative, page-negative, sort-upper, sort-bad)',
    check: async (context) => {
      const dates = toBody({}, {}).slice(0, -1);
      await sideBySide([1, 199, LARGEST_PAGE], (limit) => context.lists.read({ body: toBody({}, { limit }) }));
      const wrong = [
        ...['201', '1000', '-1', '9223372036854775807'].map((limit) => `"limit":${limit}`),
        ...['-1', '-9223372036854775808'].map((page) => `"page":${page}`),
        ...['ASC', 'DESC', 'Desc', ' asc', 'asc ', 'ascending', 'x', '1', 'null'].map(
          (order) => `"sortOrder":"${order}"`,
        ),
      ];
      await sideBySide(wrong, async (rest) => {
        await context.lists.expectRefused({ body: `${dates},${rest}}` }, [400], `{…, ${rest}}`);
      });
    },
  },
  {
    id: 'PAGE-206',
    level: 'MUST',
    title: 'a page beyond the last has no sessions, however far it is',
    source: 'observed: v2 (page-beyond; its total is left open)',
    check: async (context) => {
      const all = await context.baseline.history();
      const behind = [3, 50, LARGEST_PAGE].map((limit) => ({ limit, page: Math.ceil(all.length / limit) + 1 }));
      await sideBySide([...behind, ...FAR_PAGES], async ({ limit, page }) => {
        const { items, exchange } = await context.lists.read({ body: toBody({}, { limit, page }) });
        if (items.length === 0) return;
        throw new ContractFailure({
          expected: `no sessions on page ${page} of ${limit}, as there are ${all.length}`,
          received: `${items.length} sessions`,
          exchange,
        });
      });
    },
  },
];

async function expectPage(context: RunContext, all: readonly Item[], page: Page): Promise<void> {
  const exchange = await context.lists.ask({ body: toBody({}, page) });
  expectSlice(context, exchange, all, page, `page ${page.page} of ${page.limit} in order ${page.sortOrder ?? 'desc'}`);
}

/** Fails unless a page contains the sessions of its place; sessions that start in the same second may be in any order. */
function expectSlice(
  { lists }: RunContext,
  exchange: Exchange,
  all: readonly Item[],
  { limit = 50, page = 1, sortOrder }: Page,
  what: string,
): void {
  const items = lists.expectItems(exchange);
  const ordered = sortOrder === 'asc' ? [...all].reverse() : all;
  const expected = ordered.slice((page - 1) * limit, page * limit);
  const known = new Map(all.map((item) => [item.key, sortedText(item.value)]));
  const isRight =
    items.length === expected.length &&
    items.every(({ key, time, value }, at) => time === expected[at]?.time && known.get(key) === sortedText(value));
  if (isRight) return;
  const [first] = expected;
  throw new ContractFailure({
    expected: `the ${expected.length} sessions from ${first?.name} at ${first?.time} on for ${what}`,
    received: `${items.length} sessions from ${items[0]?.name} at ${items[0]?.time} on`,
    exchange,
  });
}

function expectTotal(exchange: Exchange, { exchanges }: RunContext, total: number): void {
  const received = dataOf(exchanges.bodyOf(exchange))?.total;
  if (received === total) return;
  throw new ContractFailure({
    expected: `"total": ${total}, the number of sessions in the window`,
    received: exchange.reply?.status === 200 ? `"total": ${received}` : describeEnd(exchange),
    exchange,
  });
}
