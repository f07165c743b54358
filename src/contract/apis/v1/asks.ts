import type { OperationAsk } from '../../asking/exchanges.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { getUser, listEvents } from './operations.ts';

/** The request for a user, by percent-encoded ID. */
export function userAsk({ settings }: RunContext, segment: string, query?: string): OperationAsk {
  return {
    operation: getUser,
    params: { projectKey: encodeURIComponent(settings.projectKey), userId: segment },
    query,
  };
}

/** The request for the events of a session. */
export function eventsAsk({ settings }: RunContext, sessionId: string): OperationAsk {
  return { operation: listEvents, params: { projectKey: encodeURIComponent(settings.projectKey), sessionId } };
}
