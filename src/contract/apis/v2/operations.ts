import type { AskedOperation } from '../../wire/exchange.ts';

/** The sessions of a user: a read, though it is asked with POST. */
export const listSessions: AskedOperation = {
  operationId: 'listSessions',
  method: 'POST',
  path: '/{project}/users/{userId}/sessions',
};

/** What is known of a user. */
export const getUser: AskedOperation = { operationId: 'getUser', method: 'GET', path: '/{project}/users/{userId}' };

/** The events of a session: a read too. */
export const listEvents: AskedOperation = {
  operationId: 'listEvents',
  method: 'POST',
  path: '/{project}/sessions/{sessionId}/events',
};
