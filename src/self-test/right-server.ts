import { gunzipSync } from 'node:zlib';
import { createFetch, createMock, DOCUMENTED_PROJECT_KEY, type MockOptions } from '../index.ts';
import { recordDeployedWorld } from './deployed-world.ts';
import type { Serve } from './faults/fault.ts';
import { OTHER_PROJECT, recordFullWorld } from './full-world.ts';

/** Creates the mock that the documented family varies, answering in process. */
export async function createRightServer(): Promise<Serve> {
  const mock = createMock({ projects: [DOCUMENTED_PROJECT_KEY, OTHER_PROJECT] });
  await recordFullWorld(mock);
  const answer = createFetch(mock);
  return (request) => answer(request);
}

/** The same for the deployed APIs, with sessions like those of real servers. */
export async function createDeployedServer(options: Pick<MockOptions, 'v1Release'> = {}): Promise<Serve> {
  const projects = [DOCUMENTED_PROJECT_KEY, OTHER_PROJECT];
  const mock = createMock({ projects, inputEvents: true, ...options });
  await recordDeployedWorld(mock);
  const answer = createFetch(mock);
  return async (request) => asFetched(await answer(request));
}

/** A reply as `fetch` returns it over a network: already decompressed, although its headers say otherwise. */
export async function asFetched(reply: Response): Promise<Response> {
  if (reply.headers.get('content-encoding') !== 'gzip' || !reply.body) return reply;
  return new Response(gunzipSync(await reply.arrayBuffer()), reply);
}
