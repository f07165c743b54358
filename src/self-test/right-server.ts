import { createFetch, createMock, DOCUMENTED_PROJECT_KEY } from '../index.ts';
import type { Serve } from './faults/fault.ts';
import { OTHER_PROJECT, recordFullWorld } from './full-world.ts';

/** Creates the mock that all servers of the family are variations of, answering in process. */
export async function createRightServer(): Promise<Serve> {
  const mock = createMock({ projects: [DOCUMENTED_PROJECT_KEY, OTHER_PROJECT] });
  await recordFullWorld(mock);
  const answer = createFetch(mock);
  return (request) => answer(request);
}
