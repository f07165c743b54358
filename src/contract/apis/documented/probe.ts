import { getUserSessions } from '../../../api/documented/operations.ts';
import type { Probe } from '../../asking/probe.ts';
import { findMisunderstanding } from '../../reading/api-version.ts';
import { toQuery } from '../../reading/window.ts';
import { toEvents, toItem } from './events.ts';

/** The documented API: user and project in the path, dates in the query, events in `data`. */
export const eventsProbe: Probe = {
  operation: getUserSessions,
  noun: 'events',
  form: '{"data": [...]} of events',
  toAsk: ({ project, projectSegment, user, userSegment, window }) => ({
    params: {
      projectKey: projectSegment ?? encodeURIComponent(project),
      userId: userSegment ?? encodeURIComponent(user),
    },
    query: toQuery(window),
  }),
  itemsOf: (body) => toEvents(body)?.map(toItem),
  mayLimitRanges: true,
  findMisunderstanding,
};
