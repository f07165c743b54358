import type { AskedOperation } from '../wire/exchange.ts';

/**
 * The operations that both deployed APIs have.
 *
 * @param project - the name of the path parameter for the project.
 * @param method - the method that requests lists, which only reads, even if it is POST.
 */
export function deployedOperations(project: string, method: 'GET' | 'POST') {
  const operation = (operationId: string, path: string, by: string = method): AskedOperation => ({
    operationId,
    method: by,
    path: `/{${project}}${path}`,
  });
  return {
    /** The sessions of a user. */
    listSessions: operation('listSessions', '/users/{userId}/sessions'),
    /** The details of a user. */
    getUser: operation('getUser', '/users/{userId}', 'GET'),
    /** The events of a session. */
    listEvents: operation('listEvents', '/sessions/{sessionId}/events'),
  };
}
