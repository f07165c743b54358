import type { Operation } from '../../api/operation.ts';
import {
  deleteSession,
  getSession,
  getSnapshot,
  putSession,
  putSnapshot,
  recordVisits,
  resetMock,
} from './recorded-operations.ts';
import { deleteRequests, getRequests, streamRequests } from './request-operations.ts';
import {
  deleteFault,
  deleteFaults,
  deleteScenario,
  deleteScenarios,
  getClock,
  getFaults,
  getScenarios,
  patchClock,
  postFault,
  putScenario,
} from './switch-operations.ts';
import { getEvents, getHealth, getOpenApi, getProjects, getUsers } from './world-operations.ts';

/** All operations of the control API, in reading order. */
export const controlOperations: readonly Operation[] = [
  getHealth,
  getProjects,
  getUsers,
  getEvents,
  recordVisits,
  getSession,
  putSession,
  deleteSession,
  resetMock,
  getSnapshot,
  putSnapshot,
  getScenarios,
  putScenario,
  deleteScenario,
  deleteScenarios,
  getFaults,
  postFault,
  deleteFault,
  deleteFaults,
  getClock,
  patchClock,
  getRequests,
  deleteRequests,
  streamRequests,
  getOpenApi,
];
