import type { AskedOperation } from '../wire/exchange.ts';

/**
 * The operations that both of the deployed APIs have.
 *
 * @param project - the name of the path parameter for the project.
 * @param method - how lists are asked for: to read only, also where that is POST.
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
    /** What is known of a user. */
    getUser: operation('getUser', '/users/{userId}', 'GET'),
    /** The events of a session. */
    listEvents: operation('listEvents', '/sessions/{sessionId}/events'),
  };
}
