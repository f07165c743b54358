import type { ControlReply, ControlRequest } from '../control/message.ts';
import { headerValueSchema } from '../shared/header-value.ts';
import { parseOptionsBy } from '../shared/parse-options.ts';
import * as z from '../shared/zod.ts';
import type { CorsPolicy } from './cors.ts';

/** Limits for the clients of a server; each has a default. */
export interface ServeLimits {
  /** Bytes of a request's head, 1024 to 1048576. @defaultValue 16384 */
  readonly headerBytes?: number;
  /** Bytes of a body sent to `/__kit/`, 1024 to 1073741824. @defaultValue 67108864, a snapshot of some 100,000 events */
  readonly bodyBytes?: number;
  /** Items of lists in such a body, all lists together, 100 to 10000000. @defaultValue 200000 */
  readonly bodyItems?: number;
  /** Bytes of a text in such a body, 1024 to 1073741824. @defaultValue 65536 */
  readonly textBytes?: number;
  /**
   * Time for a request to arrive in full, and for a slow client to read any part of a reply, 1000 to 3600000 ms.
   * @defaultValue 30000
   */
  readonly requestMs?: number;
  /** Time that a connection may stay open without a request, 100 to 3600000 ms. @defaultValue 5000 */
  readonly idleMs?: number;
  /** Simultaneous connections of each serving process, 1 to 100000. @defaultValue 1000 */
  readonly connections?: number;
}

/** Where a mock listens, which pages may read it, and who may change it. */
export interface ServeOptions {
  /** TCP port, 0 to 65535; 0 picks a free one. @defaultValue `4010` */
  readonly port?: number;
  /** Address to listen on. @defaultValue `'127.0.0.1'` */
  readonly host?: string;
  /** Which pages may read replies from a browser. @defaultValue `'loopback'`, pages served from this machine */
  readonly cors?: CorsPolicy;
  /** Whether to serve `/__kit/`, or the control API to serve there. @defaultValue `true` */
  readonly control?: boolean | ((request: ControlRequest) => Promise<ControlReply>);
  /** Key that `/__kit/` requires in `X-Control-Key`; with it, other machines may use `/__kit/` too. */
  readonly controlKey?: string;
  /**
   * Real time in epoch ms, such as `Date.now`: it dates the request log, and the mock's clock follows it when
   * `/__kit/clock` sets a speed.
   */
  readonly timeSource?: () => number;
  readonly limits?: ServeLimits;
}

const whole = (least: number, most: number, usual: number) => {
  const expected = `must be a whole number from ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected).default(usual);
};

const toFunction = <T>() => z.custom<T>((value) => typeof value === 'function', 'must be a function');

const limitsSchema = z.strictObject({
  headerBytes: whole(1_024, 1_048_576, 16_384),
  bodyBytes: whole(1_024, 1_073_741_824, 67_108_864),
  bodyItems: whole(100, 10_000_000, 200_000),
  textBytes: whole(1_024, 1_073_741_824, 65_536),
  requestMs: whole(1_000, 3_600_000, 30_000),
  idleMs: whole(100, 3_600_000, 5_000),
  connections: whole(1, 100_000, 1_000),
});

const optionsSchema = z.strictObject({
  port: whole(0, 65_535, 4010),
  host: z.string().min(1).default('127.0.0.1'),
  cors: z.union([z.enum(['loopback', '*']), z.literal(false), z.array(z.url())]).default('loopback'),
  control: z.union([z.boolean(), toFunction<(request: ControlRequest) => Promise<ControlReply>>()]).default(true),
  controlKey: headerValueSchema.optional(),
  timeSource: toFunction<() => number>().optional(),
  limits: limitsSchema.default(limitsSchema.parse({})),
});

/** Options of a server with defaults filled in. */
export type ServeSettings = z.infer<typeof optionsSchema>;

/**
 * Fills in defaults.
 *
 * @throws OptionError that names the option, what was expected and what was received.
 */
export function parseServeOptions(options: ServeOptions): ServeSettings {
  return parseOptionsBy(optionsSchema, options, { attempt: 'serve', keys: ['controlKey'] });
}
