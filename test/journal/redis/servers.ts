import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createRedisState, type RedisState } from '../../../src/journal/redis/index.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import { createMock, type Mock } from '../../../src/mock/mock.ts';
import type { MockOptions } from '../../../src/mock/options.ts';
import { makeFolder } from '../../support/files.ts';
import { freePort } from '../../support/free-port.ts';
import { RedisServer } from '../../support/redis-server.ts';

/** What a server needs so that what it holds survives its end. */
export const DURABLE = ['--appendonly', 'yes'];

/** Starts a server that ends with the test. */
export async function startServer(flags: readonly string[] = [], { isEncrypted = false } = {}): Promise<RedisServer> {
  const server = new RedisServer(await freePort(), makeFolder(), flags, isEncrypted);
  onTestFinished(() => server.kill());
  await server.start();
  return server;
}

/** A mock with a state in Redis. */
export interface Member {
  readonly mock: Mock;
  readonly state: RedisState;
}

/** Starts a mock with a state at a URL; it leaves with the test. */
export async function join(url: string, options: MockOptions = { users: 0 }): Promise<Member> {
  const state = await createRedisState({ url });
  onTestFinished(() => state.close());
  const mock = createMock(options);
  await mock.attach(state);
  return { mock, state };
}

/** Starts several mocks with the same state. */
export function joinMany(count: number, url: string, options?: MockOptions): Promise<Member[]> {
  return Promise.all(Array.from({ length: count }, () => join(url, options)));
}

/** A visit to record. */
export const visit = (path: string, userId = 'ada') => ({ userId, events: [{ type: 'LOCATION' as const, path }] });

/** Returns the whole state of a mock, once its own changes are made. */
export async function stateOf({ mock }: Member) {
  await mock[INTERNALS].settle().catch(() => {});
  return mock[INTERNALS].state();
}

/** A server that several tests use, each with its own prefix. */
export interface FolderServer {
  url(prefix: string): string;
  /** Sends a command, and gives the first line of what it answers. */
  command(line: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server in its own folder, for all tests of a file. */
export async function startInFolder(flags: readonly string[] = []): Promise<FolderServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'openreplay-kit-redis-'));
  const server = new RedisServer(await freePort(), folder, flags);
  await server.start();
  return {
    url: (prefix) => server.url(prefix),
    command: (line) => server.command(line),
    async stop() {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
