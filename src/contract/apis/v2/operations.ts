import type { AskedOperation } from '../../wire/exchange.ts';
import { deployedOperations } from '../deployed-operations.ts';

/** Users by what is known of them: to read only. */
export const searchUsers: AskedOperation = { operationId: 'searchUsers', method: 'POST', path: '/{project}/users' };

export const { listSessions, getUser, listEvents } = deployedOperations('project', 'POST');
