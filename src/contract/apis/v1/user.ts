import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import type { Item } from '../../reading/item.ts';
import { otherIds, sameId } from '../../variants/id-variants.ts';
import { describeEnd, type Exchange, isRedirect, isRefusal } from '../../wire/exchange.ts';
import { count, findMisfit, text, timeMs } from '../shape.ts';
import { userAsk } from './asks.ts';
import type { Summary } from './summaries.ts';

const userShape = { userId: text, sessionCount: count, lastSeen: timeMs, firstSeen: timeMs };

/** The details of a user compared with the user's sessions. */
export const userRequirements: readonly Requirement[] = [
  {
    id: 'USER-101',
    level: 'MUST',
    title: 'a user has an ID, a count of sessions and the times of the first and the last session, or is null',
    source: 'observed: v1 (user-details)',
    check: async (context) => {
      for (const user of context.settings.userIds) {
        const { exchange, details } = await read(context, user);
        if (details === null) continue;
        const breach =
          findMisfit(details, userShape, 'a user') ??
          (details.userId === user ? undefined : { expected: `"userId": "${user}"`, received: String(details.userId) });
        if (breach) throw new ContractFailure({ ...breach, exchange });
      }
    },
  },
  {
    id: 'USER-102',
    level: 'MUST',
    title: 'the count of a user covers all ended sessions, not only those of one list',
    source: 'observed: v1 (user-details; v1.10.0-more: 61 sessions, null where all are running)',
    follows: ['USER-101', 'ORDER-103'],
    comparesAnswers: true,
    check: async (context) => {
      for (const user of context.settings.userIds) {
        const first = await differenceOf(context, user);
        // a session may have ended in the meantime
        if (!first || (await context.baseline.hasMoved())) continue;
        const failure = await differenceOf(context, user);
        if (failure) throw failure;
      }
    },
  },
  {
    id: 'USER-103',
    level: 'MUST',
    title: 'dates, other parameters and spellings of the ID change nothing about a user',
    source: 'observed: v1 (v1.10.0-more)',
    follows: ['USER-101'],
    check: async (context) => {
      const { user } = context.lists;
      const { details } = await read(context, user);
      const expected = JSON.stringify(details);
      const queries = [
        'start_date=1&end_date=2',
        `start_date=${Number(details?.lastSeen ?? 0) + 1}`,
        'start_date=abc&unknown=1&limit=1',
        undefined,
      ];
      const asks = [
        ...queries.map((query) => ({ query, segment: encodeURIComponent(user) })),
        ...sameId(user).map(({ segment }) => ({ query: undefined, segment })),
      ];
      await sideBySide(asks, async ({ query, segment }) => {
        const exchange = await askFor(context, segment, query);
        const now = (context.exchanges.bodyOf(exchange) as { data?: unknown } | undefined)?.data;
        if (JSON.stringify(now) === expected || (await read(context, user)).text !== expected) return;
        throw new ContractFailure({
          expected: `the same user: ${expected}`,
          received: describeEnd(exchange),
          exchange,
        });
      });
    },
  },
  {
    id: 'USER-104',
    level: 'MUST',
    title: 'a user ID that is nearly right gets the details of its own sessions; without any, null or a refusal',
    source: 'observed: v1 (user-details-unknown; v1.10.0-more: user IDs match exactly)',
    follows: ['ISOLATION-02'],
    check: async (context) => {
      const { user } = context.lists;
      const known = context.settings.userIds.map(encodeURIComponent);
      const [first] = await context.baseline.history();
      const { userUuid } = (first?.value ?? {}) as Partial<Summary>;
      const byUuid = userUuid ? [{ name: 'that is a UUID of theirs', segment: String(userUuid), isOdd: false }] : [];
      const others = [...otherIds(user), ...byUuid].filter(({ segment, isOdd }) => !isOdd && !known.includes(segment));
      const nobody = { name: 'of nobody', segment: `nobody-${context.seed}` };
      await sideBySide([nobody, ...others], async ({ name, segment }) => {
        const exchange = await askFor(context, segment);
        if (isRefusal(exchange) || isRedirect(exchange)) return;
        const body = context.exchanges.bodyOf(exchange) as { data?: unknown } | undefined;
        if (exchange.reply?.status === 200 && body?.data === null) return;
        const list = await context.lists.askOnce({ userSegment: segment, isOdd: true });
        // a user with sessions has details, too; other rows judge an answer that is no list
        if (context.lists.itemsOf(list)?.length !== 0) return;
        throw new ContractFailure({
          expected: `{"data": null} for the user ID ${name}, which has no sessions`,
          received: describeEnd(exchange),
          exchange,
        });
      });
      const unknown = await context.exchanges.askOnce(userAsk(context, nobody.segment));
      if (unknown.reply?.status === 200) return;
      throw new ContractFailure({
        expected: 'status 200 with {"data": null} for an unknown user',
        received: describeEnd(unknown),
        exchange: unknown,
      });
    },
  },
];

interface Read {
  readonly exchange: Exchange;
  readonly details: Fields | null;
  readonly text: string;
}

function askFor(context: RunContext, segment: string, query?: string): Promise<Exchange> {
  return context.exchanges.ask(userAsk(context, segment, query));
}

/** Reads the details of a user; anything else fails the check. */
async function read(context: RunContext, user: string): Promise<Read> {
  const exchange = await askFor(context, encodeURIComponent(user));
  const body = context.exchanges.bodyOf(exchange);
  const details = body !== null && typeof body === 'object' && 'data' in body ? body.data : undefined;
  const isObject = typeof details === 'object' && !Array.isArray(details);
  if (exchange.reply?.status === 200 && isObject) {
    return { exchange, details: details as Fields | null, text: JSON.stringify(details) };
  }
  throw new ContractFailure({
    expected: 'status 200 with {"data": {...}} of a user, or {"data": null}',
    received: describeEnd(exchange),
    exchange,
  });
}

/** How the details of a user differ from the user's sessions; undefined if they do not. */
async function differenceOf(context: RunContext, user: string): Promise<ContractFailure | undefined> {
  const history = await context.baseline.history(user);
  const { exchange, details } = await read(context, user);
  const ended = history.filter(isEnded).map(({ time }) => time);
  const expected =
    ended.length === 0
      ? null
      : { sessionCount: ended.length, lastSeen: Math.max(...ended), firstSeen: Math.min(...ended) };
  const { sessionCount, lastSeen, firstSeen } = details ?? {};
  const received = details && { sessionCount, lastSeen, firstSeen };
  if (JSON.stringify(received) === JSON.stringify(expected)) return undefined;
  const isAll = sessionCount === history.length && ended.length < history.length;
  return new ContractFailure({
    expected: `${JSON.stringify(expected)} over the ${ended.length} ended of the ${history.length} sessions`,
    received: JSON.stringify(received),
    exchange,
    diagnosis: isAll ? 'Running sessions are counted too.' : undefined,
  });
}

function isEnded({ value }: Item): boolean {
  return (value as Summary).duration !== null;
}
