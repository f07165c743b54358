// Uses every entry of the package as a user's strict project would; it is compiled, not run.

import { setupServer } from 'msw/node';
import {
  createFetch,
  createMock,
  DEVELOPMENT_KEY,
  type EventInput,
  type Mock,
  type MockOptions,
  RecordError,
  type RecordedEvent,
  type SessionEvent,
  type Snapshot,
} from 'openreplay-kit';
import { type KeepOptions, keepInBrowser } from 'openreplay-kit/browser';
import {
  ContractAborted,
  createPrettyReporter,
  type Reporter,
  requirements,
  type Target,
  verifyContract,
} from 'openreplay-kit/contract';
import { handlers } from 'openreplay-kit/msw';
import { type RunningServer, serve } from 'openreplay-kit/node';
import { type Prism, startPrism } from 'openreplay-kit/prism';
import { createRedisState, type RedisState, type RedisStateOptions } from 'openreplay-kit/redis';
import { type SessionsReply, sessionsReplySchema } from 'openreplay-kit/schema';
import { describeSessionsContract } from 'openreplay-kit/vitest';

const options: MockOptions = { seed: 'types', users: 3, window: 'session' };
export const mock: Mock = createMock(options);
export const server = setupServer(...handlers(mock, { baseUrl: 'https://openreplay.example.com/api/app' }));

export async function useMock(): Promise<RecordedEvent[]> {
  const visit: EventInput[] = [{ type: 'LOCATION', path: '/' }];
  try {
    return await mock.record({ userId: 'ada@example.org', events: visit });
  } catch (error) {
    if (error instanceof RecordError) throw new Error(error.issues.map(({ path, message }) => path + message).join());
    throw error;
  }
}

export async function useFetch(): Promise<SessionsReply> {
  const reply = await createFetch(mock)('http://mock/', { headers: { authorization: DEVELOPMENT_KEY } });
  return sessionsReplySchema.parse(await reply.json());
}

export async function useServers(): Promise<string> {
  const running: RunningServer = await serve(mock, { port: 0, cors: false });
  const prism: Prism = await startPrism({ dynamic: true });
  const state: Snapshot = mock.snapshot();
  await mock.restore(state);
  return running.url + prism.url;
}

export async function useRedis(): Promise<string> {
  const where: RedisStateOptions = { url: 'redis://localhost:6379/0?prefix=kit', username: 'kit', password: 'secret' };
  const state: RedisState = await createRedisState(where);
  const detach = await mock.attach(state);
  await detach();
  await state.close();
  return state.name;
}

export function useBrowser(): Promise<boolean> {
  const keep: KeepOptions = { persist: 'local', maxLength: 100_000, warn: () => {} };
  return keepInBrowser(mock, keep);
}

export async function useContract(target: Target): Promise<string> {
  const report: Reporter = createPrettyReporter();
  const only = requirements.filter(({ level }) => level === 'MUST').map(({ id }) => id);
  let text = '';
  try {
    for await (const event of verifyContract(target, { only })) {
      text += report(event);
      if (event.type === 'result' && event.result.outcome === 'not met') text += event.result.curl ?? '';
    }
  } catch (error) {
    if (error instanceof ContractAborted) return error.message;
    throw error;
  }
  return text;
}

export function useSuite(target: Target): void {
  describeSessionsContract(() => target, { strict: true, skip: ['ROBUST'] });
}

/** Events are distinguished by their type, so a field of one kind is not read from another. */
export function describeEvent(event: SessionEvent): string {
  // @ts-expect-error only a CLICK or an INPUT has a label
  const early: unknown = event.label;
  return event.type === 'LOCATION' ? event.url : `${event.label}${String(early)}`;
}

// @ts-expect-error an option that does not exist
createMock({ sede: 1 });
