import { parseOptionsBy } from '../../shared/parse-options.ts';
import * as z from '../../shared/zod.ts';
import { type Address, readAddress } from './address.ts';

/** Where a state is in Redis or Valkey. */
export interface RedisStateOptions {
  /**
   * Such as `redis://localhost:6379/0?prefix=kit`, or `rediss:` for TLS: host, port (6379 if left out), number of the
   * database (0), and prefix of all keys (`openreplay-kit`). Mocks with the same URL share a state. It contains no
   * password, as it is shown.
   *
   * With `primary`, the host is a sentinel (port 26379 if left out) that knows where the primary of that name is, as in
   * `redis://sentinel-1/0?primary=kit&sentinel=sentinel-2&sentinel=sentinel-3`: each `sentinel` is a further one.
   */
  readonly url: string;
  /** User name. @defaultValue the server's `default` user */
  readonly username?: string | undefined;
  /** Password; never shown. @defaultValue none */
  readonly password?: string | undefined;
}

const optionsSchema = z.strictObject({
  url: z.string(),
  username: z.string().optional(),
  password: z.string().optional(),
});

/**
 * Reads where a state is.
 *
 * @throws OptionError that shows no password.
 */
export function parseRedisOptions(options: RedisStateOptions): Address {
  const keys = ['url', 'password'];
  const { url, ...credentials } = parseOptionsBy(optionsSchema, options, { attempt: 'open the state in Redis', keys });
  return readAddress(url, credentials);
}
