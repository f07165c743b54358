import { parseRedisOptions, type RedisStateOptions } from './options.ts';
import { RedisState } from './redis-state.ts';

/**
 * Opens a state in Redis (7 or later) or Valkey. All mocks that have it, on any machines, serve the same recorded data,
 * scenarios, faults, clock, jobs and log of requests. It needs `@redis/client`.
 *
 * While the server is away, a mock answers from what it knows and refuses changes.
 *
 * @throws OptionError when an option cannot be used.
 * @throws UnavailableError when the server cannot be reached, or something else has the names of its keys.
 * @example
 * ```ts
 * const state = await createRedisState({ url: 'redis://localhost:6379/0?prefix=kit' });
 * const mock = createMock({ seed: 7 });
 * await mock.attach(state);
 * ```
 */
export async function createRedisState(options: RedisStateOptions): Promise<RedisState> {
  const state = new RedisState(parseRedisOptions(options));
  await state.open();
  return state;
}
