import type { Probe } from '../../asking/probe.ts';
import { findTrouble } from '../../reading/api-version.ts';
import { toBody } from './body.ts';
import { visitHistory } from './history.ts';
import { getUser, listEvents, listSessions, searchUsers } from './operations.ts';
import { goesOn, toVisits } from './visits.ts';

export const BASE_PATH = '/v2/api/public';

/** The first date that the database cannot read: the year 10000. */
const UNREADABLE_DATE = 253_402_300_800_000n;

/** v2: user and project in the path, window and page in a JSON body, sessions with their events counted in the window. */
export const visitsProbe: Probe = {
  operation: listSessions,
  operations: [listSessions, getUser, listEvents, searchUsers],
  scheme: 'Bearer',
  noun: 'sessions',
  form: '{"data": {"total", "sessions": [...]}}',
  history: visitHistory,
  farFuture: 2_600_000_000_000,
  mayFail: (_, body = '') => {
    const dates = [...body.matchAll(/"(?:start|end)Timestamp":(\d+)/g)].map(([, date = '']) => BigInt(date));
    return dates.some((date) => date >= UNREADABLE_DATE);
  },
  toAsk: ({ project, projectSegment, user, userSegment, window }) => ({
    params: {
      project: projectSegment ?? encodeURIComponent(project),
      userId: userSegment ?? encodeURIComponent(user),
    },
    headers: { 'content-type': 'application/json' },
    body: toBody(window),
  }),
  itemsOf: toVisits,
  isNewestFirst: true,
  goesOn,
  findMisunderstanding: (exchange, body) => findTrouble(exchange, body, BASE_PATH),
};
