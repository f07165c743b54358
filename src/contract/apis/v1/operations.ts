import type { AskedOperation } from '../../wire/exchange.ts';

/** The sessions of a user, as summaries. */
export const listSessions: AskedOperation = {
  operationId: 'listSessions',
  method: 'GET',
  path: '/{projectKey}/users/{userId}/sessions',
};

/** What is known of a user. */
export const getUser: AskedOperation = { operationId: 'getUser', method: 'GET', path: '/{projectKey}/users/{userId}' };

/** The events of a session. */
export const listEvents: AskedOperation = {
  operationId: 'listEvents',
  method: 'GET',
  path: '/{projectKey}/sessions/{sessionId}/events',
};
