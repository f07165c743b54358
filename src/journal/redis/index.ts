/**
 * A state that mocks on several machines share, in Redis or Valkey.
 *
 * @packageDocumentation
 */
export { createRedisState } from './create-redis-state.ts';
export type { RedisStateOptions } from './options.ts';
export type { RedisState } from './redis-state.ts';
