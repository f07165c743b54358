import { BASE_USER_COLUMNS } from '../../../api/v2/columns.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { sortedText } from '../../reading/sorted-text.ts';
import { describeEnd, type Exchange } from '../../wire/exchange.ts';
import { expectStatus } from '../expect-status.ts';
import { count, list, show } from '../shape.ts';
import { LARGEST_PAGE } from './body.ts';
import { searchAsk, userAsk } from './siblings.ts';
import { escapeHtml } from './user.ts';
import { dataOf } from './visits.ts';

/** A longer text is not searched for. */
const MOST_CHARACTERS = 100;
/** A part of a shorter ID is in too many others. */
const LEAST_CHARACTERS = 6;
/** So many pages are looked through for one user. */
const MOST_PAGES = 5;
/** A server need not have the search, or may keep it from this key. */
const NO_SEARCH = [403, 404, 405, 501];

/** Users, as a search found them. */
interface Found {
  readonly exchange: Exchange;
  readonly total: number;
  readonly users: readonly Fields[];
}

/** The search of users. */
export const searchRequirements: readonly Requirement[] = [
  {
    id: 'USER-204',
    level: 'MUST',
    title: 'a search for the ID of a user, or a part of it, finds them, with the same data as their details',
    source: 'observed: v2 (users-query, users-filter-is, user-known)',
    follows: ['USER-201'],
    comparesAnswers: true,
    check: async (context) => {
      const { user } = context.lists;
      const before = await readDetails(context, user);
      if (!before) throw new MissingInput('the user has no profile: pass a user who has one');
      const only = { filters: [{ name: '$user_id', operator: 'is', value: [user] }] };
      const { length } = [...user];
      const part = isPlain(user) && length > LEAST_CHARACTERS ? [{ query: user.slice(1, -1) }] : [];
      const searches = length > MOST_CHARACTERS ? [only] : [only, { query: user }, ...part];
      for (const search of searches) {
        const { exchange, row, others } = await findUser(context, user, search);
        if (search === only && others.length > 0) {
          throw new ContractFailure({
            expected: `nobody else where the filter is "$user_id is ${user}"`,
            received: `${others.length} others, such as ${show(others[0]?.$user_id)}`,
            exchange,
            diagnosis: 'The filters of a search are ignored.',
          });
        }
        const after = await readDetails(context, user);
        // if the user is seen in between, one of the two shows it
        if (row && [before, after].some((details) => details && toText(details) === toText(row))) continue;
        if (!after || (row && toText(before) !== toText(after))) continue;
        throw new ContractFailure({
          expected: `a user with ${toText(after)}, as the details have it`,
          received: row ? toText(row) : 'nobody of this ID',
          exchange,
        });
      }
    },
  },
  {
    id: 'USER-205',
    level: 'MUST',
    title:
      'a search has a total that no limit changes, pages of as many users as its limit at most, and an empty list where it finds nobody',
    source: 'observed: v2 (users-limit-3, users-page-2, users-query-none)',
    comparesAnswers: true,
    check: async (context) => {
      const totals: number[] = [];
      // users may come meanwhile, but do not go
      for (const limit of [1, 3, 1]) {
        const { exchange, users, total } = await search(context, { limit });
        totals.push(total);
        const [first, second] = totals;
        const isOther = totals.length === 3 && first === total && second !== total;
        if (users.length <= limit && total >= users.length && !isOther) continue;
        throw new ContractFailure({
          expected: isOther ? `a total of ${second} with any limit` : `${limit} users at most, and a total of no fewer`,
          received: `${users.length} users and a total of ${total}`,
          exchange,
        });
      }
      await expectPages(context);
      const { exchange, users, total } = await search(context, { query: `nobody-${context.seed}-at-all` });
      if (users.length === 0 && total === 0) return;
      throw new ContractFailure({ expected: 'nobody', received: `${users.length} users, of ${total}`, exchange });
    },
  },
  {
    id: 'USER-206',
    level: 'MUST',
    title: 'a search is refused with 400 for limits, pages, orders, columns and filters that it does not know',
    source:
      'observed: v2 (users-limit-201, users-page-negative, users-order-bad, users-columns-bad, users-filter-bad-operator)',
    check: async (context) => {
      await search(context, { limit: 1 });
      const filter = { name: '$email', operator: 'is', value: ['x'] };
      const bad = [
        '{"limit":',
        '[]',
        '{"limit":"5"}',
        '{"limit":201}',
        '{"limit":-1}',
        '{"page":-1}',
        '{"sortOrder":"ASC"}',
        '{"sortBy":"none"}',
        '{"columns":["none"]}',
        JSON.stringify({ filters: [{ ...filter, operator: 'like' }] }),
        JSON.stringify({ filters: [{ ...filter, value: 'x' }] }),
      ];
      await sideBySide(bad, async (body) =>
        expectStatus(await context.exchanges.ask({ ...searchAsk(context, body), isOdd: true }), [400], body),
      );
    },
  },
  {
    id: 'USER-207',
    level: 'MUST',
    title: 'users found by a search are those of the project: each has details',
    source: 'observed: v2 (users-all, user-known)',
    follows: ['USER-201', 'USER-205'],
    check: async (context) => {
      const own = await readDetails(context, context.lists.user);
      if (!own) throw new MissingInput('the user has no profile: pass a user who has one');
      const found = async () =>
        (await search(context, { limit: 3 })).users.map(({ $user_id }) => String($user_id)).filter(isPlain);
      const isLost = async (user: string) => {
        const exchange = await context.exchanges.ask(userAsk(context, encodeURIComponent(user)));
        return exchange.reply?.status === 404 ? { user, exchange } : undefined;
      };
      const [lost] = (await sideBySide(await found(), isLost)).flatMap((one) => one ?? []);
      // a user who was deleted meanwhile is not found any more
      if (!lost || !(await found()).includes(lost.user)) return;
      throw new ContractFailure({
        expected: `details of ${lost.user}, whom a search finds in this project`,
        received: describeEnd(lost.exchange),
        exchange: lost.exchange,
      });
    },
  },
];

/** Fails if two pages of one user are not the page of these two, unless users come or go meanwhile. */
async function expectPages(context: RunContext): Promise<void> {
  const idsOf = async (page: Fields) => (await search(context, page)).users.map(({ $user_id }) => $user_id);
  const both = await idsOf({ limit: 2, page: 1 });
  if (both.length < 2) return;
  const first = await idsOf({ limit: 1, page: 1 });
  const { exchange, users } = await search(context, { limit: 1, page: 2 });
  const second = users.map(({ $user_id }) => $user_id);
  const apart = [...first, ...second].join();
  if (apart === both.join() || (await idsOf({ limit: 2, page: 1 })).join() !== both.join()) return;
  throw new ContractFailure({ expected: `${both[1]} on the second page of one user`, received: apart, exchange });
}

/** Whether an ID has nothing that HTML or a path writes in another way. */
const isPlain = (user: string) => /^[\w@+-][\w@.+-]*$/.test(user);

/** Looks through the pages of a search for a user, and returns the others on the page where they are. */
async function findUser(context: RunContext, user: string, body: Fields) {
  const isWanted = ({ $user_id }: Fields) => $user_id === escapeHtml(user);
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { exchange, users } = await search(context, { ...body, limit: LARGEST_PAGE, page });
    const row = users.find(isWanted);
    if (row || users.length < LARGEST_PAGE) return { exchange, row, others: users.filter((each) => !isWanted(each)) };
  }
  throw new MissingInput(`more than ${MOST_PAGES * LARGEST_PAGE} users have this ID in theirs: pass a longer one`);
}

async function search(context: RunContext, body: Fields): Promise<Found> {
  const exchange = await context.exchanges.ask(searchAsk(context, JSON.stringify(body)));
  if (NO_SEARCH.includes(exchange.reply?.status ?? 0)) throw new MissingInput('this server has no search of users');
  const { total, users } = dataOf(context.exchanges.bodyOf(exchange)) ?? {};
  // Cast: a list of objects, as is looked at
  const rows = list.holds(users) ? (users as readonly Fields[]) : undefined;
  const isWhole = rows?.every((row) => BASE_USER_COLUMNS.every((name) => (row?.[name] ?? null) !== null));
  if (exchange.reply?.status === 200 && rows && isWhole && count.holds(total)) {
    return { exchange, total: Number(total), users: rows };
  }
  throw new ContractFailure({
    expected: `status 200 with {"data": {"total", "users": [...]}}, each user with ${BASE_USER_COLUMNS.join(', ')}`,
    received: rows && !isWhole ? show(rows.find((row) => toText(row).includes('null'))) : describeEnd(exchange),
    exchange,
  });
}

async function readDetails(context: RunContext, user: string): Promise<Fields | undefined> {
  const exchange = await context.exchanges.ask(userAsk(context, encodeURIComponent(user)));
  return exchange.reply?.status === 200 ? dataOf(context.exchanges.bodyOf(exchange)) : undefined;
}

/** What details and search both contain of a user. */
function toText(user: Fields): string {
  return sortedText(Object.fromEntries(BASE_USER_COLUMNS.map((name) => [name, user?.[name] ?? null])));
}
