import type { Probe } from '../../asking/probe.ts';
import { findTrouble } from '../../reading/api-version.ts';
import { toQuery } from '../../reading/window.ts';
import { sessionHistory } from './history.ts';
import { getUser, listEvents, listSessions } from './operations.ts';
import { hasGrown, toSummaries } from './summaries.ts';

export const BASE_PATH = '/api/v1';

/** v1: user and project in the path, dates in the query, summaries of sessions in `data`. */
export const summariesProbe: Probe = {
  operation: listSessions,
  operations: [listSessions, getUser, listEvents],
  noun: 'sessions',
  form: '{"data": [...]} of sessions',
  history: sessionHistory,
  // releases until 2022 returned an empty list
  mayProjectBeEmpty: true,
  toAsk: ({ project, projectSegment, user, userSegment, window }) => ({
    params: {
      projectKey: projectSegment ?? encodeURIComponent(project),
      userId: userSegment ?? encodeURIComponent(user),
    },
    query: toQuery(window),
  }),
  // the database does not accept a null in a path
  mayFail: (path) => path.includes('%00'),
  itemsOf: toSummaries,
  hasGrown,
  findMisunderstanding: (exchange, body) => findTrouble(exchange, body, BASE_PATH),
};
