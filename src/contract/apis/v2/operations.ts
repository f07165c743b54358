import { deployedOperations } from '../deployed-operations.ts';

export const { listSessions, getUser, listEvents } = deployedOperations('project', 'POST');
