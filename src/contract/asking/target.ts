import { API_IDS, type ApiId } from '../../api/ids.ts';
import { expectationOf } from '../../shared/expectation.ts';
import { headerValueSchema } from '../../shared/header-value.ts';
import { isLoopback } from '../../shared/loopback.ts';
import { trimEnd } from '../../shared/trim-end.ts';
import * as z from '../../shared/zod.ts';
import { ContractAborted } from '../outcome/failure.ts';
import type { OnExchange } from '../outcome/seen-exchange.ts';
import { READING_NAMES, type ReadingName } from '../reading/window-reading.ts';
import type { Connect } from '../wire/raw/connection.ts';
import { DEPTHS, type Depth, MOST_REQUESTS_AT, RUNS_AT } from './depth.ts';

/** Enough for a server that takes two seconds for each reply. */
const DEFAULT_DEADLINE_MS = 900_000;

/** An ID that fits into a path segment. */
const id = z
  .string()
  .min(1)
  .refine((text) => text.isWellFormed() && text !== '.' && text !== '..', 'must be text that a path can carry');

const targetSchema = z.strictObject({
  api: z.enum(API_IDS).optional(),
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .refine(isBare, 'must have no user name, password, query or fragment'),
  key: headerValueSchema,
  projectKey: id,
  userIds: z.array(id).min(1),
  otherKey: headerValueSchema.optional(),
  otherProjectKey: id.optional(),
  emptyUserId: id.optional(),
  window: z.enum(READING_NAMES).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  fetch: z.custom<typeof fetch>((value) => typeof value === 'function', 'must be a function').optional(),
  connect: z.custom<Connect>((value) => typeof value === 'function', 'must be a function').optional(),
  signal: z.instanceof(AbortSignal).optional(),
  onExchange: z.custom<OnExchange>((value) => typeof value === 'function', 'must be a function').optional(),
  seed: z.int().optional(),
  depth: z.enum(DEPTHS).default('normal'),
  runs: z.int().min(1).max(10_000).optional(),
  timeoutMs: z.int().min(10).max(600_000).default(5_000),
  deadlineMs: z.int().min(10).max(86_400_000).default(DEFAULT_DEADLINE_MS),
  maxReplyBytes: z
    .int()
    .min(1_000)
    .default(8 * 1024 * 1024),
  maxRequests: z.int().min(1).optional(),
  requestsPerSecond: z.number().positive().optional(),
  unsafeMethods: z.boolean().default(false),
  keyInUrl: z.boolean().optional(),
});

/** The server to verify, and how. */
export interface Target {
  /** The API that the server must speak. @defaultValue detected from the path of the URL, or else by requests */
  readonly api?: ApiId | undefined;
  /**
   * The API's base up to and including its base path, such as `https://openreplay.example.com/api/app`, `…/api/v1` or
   * `…/v2/api/public`.
   */
  readonly baseUrl: string;
  /** A valid API key. It is only sent in the Authorization header, and masked everywhere else. */
  readonly key: string;
  readonly projectKey: string;
  /** One or more users of the project, best with events in several sessions. */
  readonly userIds: readonly string[];
  /** A valid key without access to the project: enables further requirements. */
  readonly otherKey?: string | undefined;
  /** Another project of the same key: enables further requirements. */
  readonly otherProjectKey?: string | undefined;
  /** A user known to have no events: enables further requirements. */
  readonly emptyUserId?: string | undefined;
  /**
   * What the dates must filter: `'event'` by time, `'session'` by start, or `'overlap'`, sessions any part of which lies
   * in the range; append `,end-exclusive` to exclude what lies exactly at `end_date`, which is included otherwise.
   * @defaultValue determined from the answers; a reading other than `'event'` is then at most a SHOULD
   */
  readonly window?: ReadingName | undefined;
  /** Headers added to each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sends a request. @defaultValue the global `fetch` */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Opens raw connections, for requests that `fetch` cannot send: in Node, `nodeConnections()` of `openreplay-kit/node`.
   * @defaultValue none, and the requirements that need one are skipped
   */
  readonly connect?: Connect | undefined;
  /**
   * Ends the run early once it is aborted, with its reason: everything left is skipped.
   * @defaultValue none
   */
  readonly signal?: AbortSignal | undefined;
  /** Is called with each request and its raw reply, with the keys masked. @defaultValue none */
  readonly onExchange?: OnExchange | undefined;
  /** Reproduces the random choices of a run. @defaultValue random, and reported */
  readonly seed?: number | undefined;
  /** How thorough the run is: see {@link Depth}. @defaultValue `'normal'` */
  readonly depth?: Depth | undefined;
  /** Random windows and sequences for each property, 1 to 10000. @defaultValue by depth: `4`, `12` or `150` */
  readonly runs?: number | undefined;
  /** Time limit of one request, in ms. @defaultValue `5000` */
  readonly timeoutMs?: number | undefined;
  /** Time limit of the whole run, in ms; everything left then is skipped. @defaultValue `900000`, 15 minutes */
  readonly deadlineMs?: number | undefined;
  /** Size limit of one reply, in bytes. @defaultValue 8 MiB, about 15000 events */
  readonly maxReplyBytes?: number | undefined;
  /** Limit of requests in a run; everything left then is skipped. @defaultValue `2000`, and `6000` with depth `'deep'` */
  readonly maxRequests?: number | undefined;
  /** Rate limit of requests. @defaultValue none */
  readonly requestsPerSecond?: number | undefined;
  /** Whether POST, PUT, PATCH and DELETE may be sent, to a user that does not exist. @defaultValue `false` */
  readonly unsafeMethods?: boolean | undefined;
  /** Whether the key may be sent in a query, to check that it is refused there. @defaultValue only to this machine */
  readonly keyInUrl?: boolean | undefined;
}

/** A target with its defaults filled in. */
export type Settings = z.infer<typeof targetSchema> & {
  readonly keyInUrl: boolean;
  readonly runs: number;
  readonly maxRequests: number;
};

/** Fills in defaults. Throws a {@link ContractAborted} that names the option, the value and what was expected. */
export function parseTarget(target: Target): Settings {
  const parsed = targetSchema.safeParse(target);
  if (parsed.success) {
    const baseUrl = trimEnd(parsed.data.baseUrl, '/');
    const { depth, runs = RUNS_AT[depth], maxRequests = MOST_REQUESTS_AT[depth] } = parsed.data;
    const keyInUrl = parsed.data.keyInUrl ?? isLoopback(new URL(baseUrl).hostname);
    return { ...parsed.data, baseUrl, runs, maxRequests, keyInUrl };
  }
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? 'target');
  const given = JSON.stringify(target[name as keyof Target]);
  const mayBeSecret = /key$|^headers$/i.test(name) || (name === 'baseUrl' && given?.includes('@'));
  const received = mayBeSecret ? 'a value that is not shown' : given;
  throw new ContractAborted(
    `Failed to verify: ${name}: ${issue ? expectationOf(issue) : 'expected another value'}, received ${received}.`,
    { option: name },
  );
}

/** Splits a base URL into its origin and its base path, both unchanged. */
export function splitBase(baseUrl: string): [origin: string, basePath: string] {
  const [origin = ''] = /^[^/]*\/\/[^/]*/.exec(baseUrl) ?? [];
  return [origin, baseUrl.slice(origin.length)];
}

/** Whether a path can be appended to a URL, and clients accept it. */
function isBare(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { username, password, search, hash } = new URL(url);
  return username + password + search + hash === '';
}
