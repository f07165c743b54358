import { USER_COLUMNS } from '../../../api/v2/columns.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { sortedText } from '../../reading/sorted-text.ts';
import { otherIds, sameId } from '../../variants/id-variants.ts';
import { describeEnd, type Exchange } from '../../wire/exchange.ts';
import { expectStatus } from '../expect-status.ts';
import { findMisfit, list, object, orZero, type Shape, text, timeMs, whole } from '../shape.ts';
import { userAsk } from './siblings.ts';
import { dataOf } from './visits.ts';

const LISTS = ['distinct_ids', 'group_id1', 'group_id2', 'group_id3', 'group_id4', 'group_id5', 'group_id6'];
const TIMES = ['$created_at', '$first_event_at', '$last_seen'];

/** The fields of a profile that are not texts; no field is null. */
const userShape: Shape = {
  ...Object.fromEntries(USER_COLUMNS.map((name) => [name, text])),
  ...Object.fromEntries(LISTS.map((name) => [name, list])),
  ...Object.fromEntries(TIMES.map((name) => [name, orZero(timeMs)])),
  $timezone: whole,
  properties: object,
};

/** The profile of a user, which not every user has. */
export const userRequirements: readonly Requirement[] = [
  {
    id: 'USER-201',
    level: 'MUST',
    title:
      'a user has the 31 fields of a profile, with texts escaped for HTML and nothing null, or is answered with 404',
    source: 'observed: v2 (user-known, user-no-profile, user-quote)',
    check: async (context) => {
      for (const user of context.settings.userIds) {
        const exchange = await context.exchanges.ask(userAsk(context, encodeURIComponent(user)));
        if (exchange.reply?.status === 404) continue;
        expectStatus(exchange, [200, 404], `user "${user}"`);
        const profile = dataOf(context.exchanges.bodyOf(exchange));
        const breach = profile
          ? (findMisfit(profile, userShape, 'a user') ?? ofAnother(profile.$user_id, user))
          : { expected: '{"data": {...}} of a user', received: describeEnd(exchange) };
        if (breach) throw new ContractFailure({ ...breach, exchange });
      }
    },
  },
  {
    id: 'USER-202',
    level: 'MUST',
    title: 'an unknown user is answered with 404, and an ID that is nearly right is another user',
    source: 'observed: v2 (user-unknown, user-case)',
    check: async (context) => {
      const { user } = context.lists;
      const own = context.settings.userIds.map(encodeURIComponent);
      const others = otherIds(user).filter(({ segment, isOdd }) => !isOdd && !own.includes(segment));
      const real = await context.exchanges.ask(userAsk(context, encodeURIComponent(user)));
      const times = timesOf(dataOf(context.exchanges.bodyOf(real)));
      await sideBySide(others, async ({ name, segment }) => {
        const exchange = await context.exchanges.ask({ ...userAsk(context, segment), isOdd: true });
        expectStatus(exchange, [200, 404, 400, 301], `the user ID ${name}`);
        const profile = dataOf(context.exchanges.bodyOf(exchange));
        if (exchange.reply?.status !== 200) return;
        const breach =
          ofAnother(profile?.$user_id, decodeURIComponent(segment)) ??
          (times !== undefined && timesOf(profile) === times
            ? { expected: 'another user, or 404', received: `what is known of the user, under the ID ${name}` }
            : undefined);
        if (breach) throw new ContractFailure({ ...breach, exchange });
      });
      const nobody = await context.exchanges.ask(userAsk(context, `nobody-${context.seed}`));
      expectStatus(nobody, [404], 'an unknown user');
    },
  },
  {
    id: 'USER-203',
    level: 'MUST',
    title: 'a user is the same at each read, however the ID is percent-encoded',
    source: 'observed: v2 (the path is decoded once)',
    comparesAnswers: true,
    check: async (context) => {
      const { user } = context.lists;
      const ask = (segment: string) => context.exchanges.ask(userAsk(context, segment));
      // what surrounds the profile may depend on the request
      const dataOfUser = (exchange: Exchange) => dataOf(context.exchanges.bodyOf(exchange));
      const toAnswer = (exchange: Exchange) => `${exchange.reply?.status} ${sortedText(dataOfUser(exchange))}`;
      const first = await ask(encodeURIComponent(user));
      const again = [{ name: 'as before', segment: encodeURIComponent(user) }, ...sameId(user)];
      await sideBySide(again, async ({ name, segment }) => {
        const exchange = await ask(segment);
        if (toAnswer(exchange) === toAnswer(first)) return;
        if (isSeenSince(first, await ask(encodeURIComponent(user)), dataOfUser)) return;
        throw new ContractFailure({
          expected: `the same user for the ID ${name}: ${describeEnd(first)}`,
          received: describeEnd(exchange),
          exchange,
        });
      });
    },
  },
];

/** When a user was made, and first and last seen; undefined if that is not known. No two users share all three. */
function timesOf(profile: Fields | undefined): string | undefined {
  const times = TIMES.map((name) => profile?.[name]);
  return times.every((time) => Number(time) > 0) && new Set(times).size > 1 ? times.join() : undefined;
}

/** How much the clocks of servers and clients may differ. */
const CLOCKS_MS = 900_000;

/** Whether a user was active between two reads: last seen later than before, and just now. */
function isSeenSince(before: Exchange, now: Exchange, dataOfUser: (exchange: Exchange) => Fields | undefined): boolean {
  const [old, seen] = [before, now].map((exchange) => Number(dataOfUser(exchange)?.$last_seen));
  return Number(seen) > Number(old) && Number(seen) > (before.time?.startedAt ?? 0) - CLOCKS_MS;
}

/** Describes how the ID in a profile differs from the requested one; its texts are escaped for HTML. */
function ofAnother(actual: unknown, user: string): { expected: string; received: string } | undefined {
  const escaped = escapeHtml(user);
  return actual === escaped ? undefined : { expected: `"$user_id": "${escaped}"`, received: String(actual) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&#34;',
};

/** Escapes text like html.EscapeString of Go. */
export function escapeHtml(plain: string): string {
  return plain.replace(/[&<>'"]/g, (sign) => ESCAPES[sign] ?? sign);
}
