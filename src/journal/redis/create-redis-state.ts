import { parseRedisOptions, type RedisStateOptions } from './options.ts';
import { RedisState } from './redis-state.ts';

/**
 * Opens a state in Redis (7 or later) or Valkey. All mocks that use it, on any machine, serve the same recorded data,
 * scenarios, faults, clock, jobs and request log. It needs `@redis/client`.
 *
 * While the server is unreachable, a mock answers from what it knows and refuses changes.
 *
 * @throws OptionError if an option is invalid.
 * @throws UnavailableError if the server cannot be reached, or its keys hold other data.
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
