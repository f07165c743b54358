/**
 * A state that mocks on several machines share, in Redis or Valkey.
 *
 * @packageDocumentation
 */
export type { RedisStateOptions } from './options.ts';
export { createRedisState, type RedisState } from './redis-state.ts';
