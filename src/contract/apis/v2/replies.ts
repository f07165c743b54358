import type { Breach, Inspected, Rule } from '../../asking/inspector.ts';
import { onSuccess } from '../../asking/on-success.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { findLostDigits, plainNumbersRequirement } from '../number-rows.ts';
import { count, digits, findMisfit, type Shape, show, timeMs } from '../shape.ts';
import { type Asked, readAsked } from './body.ts';
import { toSecond } from './history.ts';
import { listSessions } from './operations.ts';
import { dataOf, toVisits, type Visit } from './visits.ts';

const SESSIONS = 'a session; pass a --user who has some';

const visitShape: Shape = {
  sessionId: digits,
  eventsCount: { says: 'a whole number from 1 on', holds: (value) => Number.isInteger(value) && Number(value) >= 1 },
  startTs: timeMs,
  endTs: timeMs,
};

const NUMBERS = ['total', 'eventsCount', 'startTs', 'endTs', 'created_at'];

const DEFAULT_LIMIT = 50;

/** The content of a list of sessions. */
export const replyRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-201',
    level: 'MUST',
    title: 'a 200 has a total and a list of sessions; where nothing matches, 0 and null',
    source: 'observed: v2 (plain, user-unknown)',
    needs: 'status 200; see REQUEST-01',
    operation: listSessions,
    rule: onSuccess(({ body }) => {
      const { total, sessions } = dataOf(body) ?? {};
      const isNone = sessions === null && total === 0;
      const isSome = toVisits(body) !== undefined && Array.isArray(sessions) && sessions.length > 0;
      return isNone || (isSome && count.holds(total) && Number(total) >= sessions.length)
        ? 'met'
        : {
            expected: '{"data": {"total", "sessions": [...]}}, the total at least as large as the list, or 0 and null',
            received: show(body),
          };
    }),
  },
  {
    id: 'REPLY-202',
    level: 'MUST',
    title: 'a session has its ID as a string, a count of events, and a start that is not after its end',
    source: 'observed: v2 (plain)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onVisits((visit) => {
      const misfit = findMisfit(visit, visitShape, 'a session');
      if (misfit) return misfit;
      if (visit.startTs > visit.endTs) return { expected: 'endTs from startTs on', received: show(visit) };
      const isOne = visit.eventsCount === 1 && visit.startTs !== visit.endTs;
      return isOne ? { expected: 'one event to start and end at once', received: show(visit) } : undefined;
    }),
  },
  {
    id: 'REPLY-203',
    level: 'MUST',
    title: 'the times of a session lie in the window, cut to whole seconds',
    source: 'observed: v2 (a window that cuts a session gives other numbers for it)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onVisits((visit, { startTimestamp, endTimestamp }) => {
      const [from, to] = [toSecond(Number(startTimestamp)), toSecond(Number(endTimestamp))];
      const isInside = visit.startTs >= from && visit.endTs <= to;
      return isInside || typeof startTimestamp !== 'number' || typeof endTimestamp !== 'number'
        ? undefined
        : { expected: `startTs and endTs from ${from} to ${to}`, received: show(visit) };
    }),
  },
  {
    id: 'REPLY-204',
    level: 'MUST',
    title: 'session IDs have all their digits, even beyond 2^53',
    source: 'observed: v2 (plain: IDs of 19 digits)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onLists((visits) => findLostDigits(visits.map(({ sessionId }) => sessionId))),
  },
  plainNumbersRequirement({
    id: 'REPLY-205',
    source: 'observed: v2 (all replies)',
    names: NUMBERS,
  }),
  {
    id: 'ORDER-201',
    level: 'MUST',
    title: 'sessions are sorted by startTs, newest first unless asc is asked for, and appear once',
    source: 'observed: v2 (plain, sort-asc; those of one second come in any order)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onLists((visits, { sortOrder }) => {
      const ids = visits.map(({ sessionId }) => sessionId);
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      if (twice !== undefined) return { expected: 'each session once', received: `session ${twice} twice` };
      const sign = sortOrder === 'asc' ? 1 : -1;
      const back = visits.find(({ startTs }, index) => sign * (startTs - (visits[index - 1]?.startTs ?? startTs)) < 0);
      return back
        ? { expected: `startTs ${sign > 0 ? 'rising' : 'falling'}`, received: `a step back at ${show(back)}` }
        : undefined;
    }),
  },
  {
    id: 'ORDER-202',
    level: 'MUST',
    title: 'a page holds at most as many sessions as its limit, or 50 where none is given',
    source: 'observed: v2 (limit-3, limit-absent, limit-null, limit-0)',
    needs: SESSIONS,
    operation: listSessions,
    rule: onLists((visits, { limit }) => {
      const most = Number.isInteger(limit) && limit !== 0 ? Number(limit) : DEFAULT_LIMIT;
      return visits.length <= most
        ? undefined
        : { expected: `${most} sessions at most`, received: `${visits.length} sessions` };
    }),
  },
];

/** Applies to lists with sessions, if the body of the request is well formed. */
function onLists(rule: (visits: readonly Visit[], asked: Asked, inspected: Inspected) => Breach | undefined): Rule {
  return onSuccess((inspected) => {
    const { body, exchange } = inspected;
    const visits = toVisits(body)?.map(({ value }) => value) ?? [];
    const asked = exchange.request.isOdd ? undefined : readAsked(exchange.request.body);
    return visits.length > 0 && asked ? (rule(visits, asked, inspected) ?? 'met') : undefined;
  });
}

function onVisits(rule: (visit: Visit, asked: Asked) => Breach | undefined): Rule {
  return onLists((visits, asked) => {
    for (const visit of visits) {
      const breach = rule(visit, asked);
      if (breach) return breach;
    }
    return undefined;
  });
}
