import type { Breach, Inspected, Rule } from '../../asking/inspector.ts';
import { onSuccess } from '../../asking/on-success.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { findLostDigits, plainNumbersRequirement } from '../number-rows.ts';
import {
  count,
  digits,
  type Form,
  findMisfit,
  name,
  orAbsent,
  orNull,
  type Shape,
  show,
  text,
  timeMs,
  uuid,
} from '../shape.ts';
import { MOST_SESSIONS } from './history.ts';
import { listSessions } from './operations.ts';
import { byId, type Summary, toSummaries } from './summaries.ts';

const SESSIONS = 'a session; pass a --user who has some';

const country: Form = {
  says: 'a country of two letters',
  holds: (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
};

/** Sessions end after some hours at the latest; anything longer than a month is a timestamp, or in another unit. */
const LONGEST_MS = 31 * 86_400_000;

const duration: Form = {
  says: 'a number of ms',
  holds: (value) => count.holds(value) && Number(value) < LONGEST_MS,
};

/** The fields of each session in a list (`observed: v1`); releases before 2022 also have `userAgent`. */
const summaryShape: Shape = {
  projectId: count,
  sessionId: digits,
  userUuid: uuid,
  userId: text,
  userOs: name,
  userBrowser: orNull(name),
  userDevice: name,
  userCountry: country,
  userAgent: orAbsent(orNull(text)),
  startTs: timeMs,
  duration: orNull(duration),
  eventsCount: count,
  pagesCount: count,
  errorsCount: count,
};

const NUMBERS = ['projectId', 'startTs', 'duration', 'eventsCount', 'pagesCount', 'errorsCount'];
/** Number fields of the other operations. */
const OTHER_NUMBERS = ['sessionCount', 'lastSeen', 'firstSeen', 'messageId', 'timestamp'];

/** The content of a list of sessions. */
export const replyRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-101',
    level: 'MUST',
    title: 'a 200 is an object whose `data` is a list of sessions, empty where nothing matches',
    source: 'observed: v1 (documented, user-unknown)',
    needs: 'status 200; see REQUEST-01',
    operation: listSessions,
    // a proxy in front may map an odd path to another operation
    rule: onSuccess(({ body, exchange: { request } }) =>
      request.isOdd
        ? undefined
        : toSummaries(body)
          ? 'met'
          : { expected: '{"data": [...]} of sessions', received: show(body) },
    ),
  },
  {
    id: 'REPLY-102',
    level: 'MUST',
    title:
      'a session has the 13 fields of a summary, each in its form; the duration is there, and null while the session runs',
    source: 'observed: v1 (documented, user-many; platform ios: userBrowser null)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onSessions((sessions) => firstOf(sessions, (session) => findMisfit(session, summaryShape, 'a session'))),
  },
  {
    id: 'REPLY-103',
    level: 'MUST',
    title: 'each session belongs to the user who was asked for',
    source: 'observed: v1 (user-case, user-case-exact)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onSessions((sessions, { exchange: { request } }) => {
      const user = userIn(request.url);
      return firstOf(sessions, ({ userId }) =>
        user === undefined || userId === user || request.isOdd
          ? undefined
          : { expected: `sessions of "${user}"`, received: `"userId": ${show(userId)}` },
      );
    }),
  },
  {
    id: 'REPLY-104',
    level: 'MUST',
    title: 'session IDs have all their digits, even beyond 2^53',
    source: 'observed: v1 (v1.10.0-more: IDs of 19 digits)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onSessions((sessions) => findLostDigits(sessions.map(({ sessionId }) => sessionId))),
  },
  plainNumbersRequirement({
    id: 'REPLY-105',
    source: 'observed: v1 (all replies)',
    names: [...NUMBERS, ...OTHER_NUMBERS],
  }),
  {
    id: 'ORDER-101',
    level: 'MUST',
    title: 'sessions are sorted by ID, the lowest number first, and appear once',
    source: 'observed: v1 (user-order)',
    needs: 'two sessions; pass a --user who has more than one',
    operation: listSessions,
    rule: onLists(({ items }) => {
      if (items.length < 2) return undefined;
      const at = items.findIndex((item, index) => index > 0 && byId(items[index - 1] ?? item, item) >= 0);
      if (at < 0) return 'met';
      return { expected: `a session ID above ${items[at - 1]?.key}`, received: `${items[at]?.key}` };
    }),
  },
  {
    id: 'ORDER-102',
    level: 'MUST',
    title: `a list holds at most ${MOST_SESSIONS} sessions`,
    source: 'observed: v1 (user-many)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onLists(({ items }) =>
      items.length <= MOST_SESSIONS
        ? 'met'
        : { expected: `${MOST_SESSIONS} sessions at most`, received: `${items.length} sessions` },
    ),
  },
];

type List = Inspected & { readonly items: NonNullable<Inspected['items']> };

function onLists(rule: (list: List) => ReturnType<Rule>): Rule {
  return onSuccess((inspected) => {
    const { items } = inspected;
    return items && items.length > 0 ? rule({ ...inspected, items }) : undefined;
  });
}

function onSessions(rule: (sessions: readonly Summary[], inspected: Inspected) => Breach | undefined): Rule {
  // the probe of this API has read them as sessions
  return onLists(
    (list) =>
      rule(
        list.items.map(({ value }) => value as Summary),
        list,
      ) ?? 'met',
  );
}

function firstOf<T>(items: readonly T[], rule: (item: T) => Breach | undefined): Breach | undefined {
  for (const item of items) {
    const breach = rule(item);
    if (breach) return breach;
  }
  return undefined;
}

/** The user that a URL names, decoded once; undefined if the segment does not encode text. */
function userIn(url: string): string | undefined {
  const [, segment] = /\/users\/([^/?#]+)\/sessions(?:[?#]|$)/.exec(url) ?? [];
  try {
    return segment && decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
