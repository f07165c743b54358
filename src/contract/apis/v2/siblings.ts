import type { OperationAsk } from '../../asking/exchanges.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { toBody } from './body.ts';
import { getUser, listEvents, searchUsers } from './operations.ts';

const JSON_HEADERS = { 'content-type': 'application/json' };

/** The request for a user's details, by percent-encoded ID. */
export function userAsk({ settings }: RunContext, userId: string): OperationAsk {
  return { operation: getUser, params: { project: encodeURIComponent(settings.projectKey), userId } };
}

/** The request for the events of a session. */
export function eventsAsk(
  { settings }: RunContext,
  sessionId: string,
  body: string = toBody({}, { limit: 200, page: 1 }),
  projectKey: string = settings.projectKey,
): OperationAsk {
  const params = { project: encodeURIComponent(projectKey), sessionId };
  return { operation: listEvents, params, body, headers: JSON_HEADERS };
}

/** The search of users. */
export function searchAsk({ settings }: RunContext, body: string): OperationAsk {
  const params = { project: encodeURIComponent(settings.projectKey) };
  return { operation: searchUsers, params, body, headers: JSON_HEADERS };
}

/** The other operations that every server has, for the first user, and for a session that does not exist. */
export function siblings(context: RunContext): OperationAsk[] {
  return [userAsk(context, encodeURIComponent(context.lists.user)), eventsAsk(context, '1')];
}
