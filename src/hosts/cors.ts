import { isLoopback } from '../shared/loopback.ts';

/** Which pages may read replies: those served from this machine, all, those listed by origin, or none. */
export type CorsPolicy = 'loopback' | '*' | readonly string[] | false;

/** An origin or, without a scheme, the name in a Host header. */
const ORIGIN = /^https?:\/\/([^/:[\]]+|\[[^\]]*\])(?::\d+)?$/;

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Headers that a page may read besides the safelisted ones: why it was refused, and when to retry. */
const EXPOSED = 'retry-after, allow, content-length, date';

/** Header names, as a preflight lists them. RFC 9110, 5.1. */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~, \t-]{1,2000}$/;

/**
 * Returns the CORS headers of a reply; none if no page of another origin made the request, or may make it.
 *
 * @param methods - the methods that pages may use, as listed in a header.
 */
export function corsHeaders(policy: CorsPolicy, methods: string, headers: RequestHeaders): Record<string, string> {
  const origin = headers.origin;
  if (typeof origin !== 'string' || !isAllowed(policy, origin)) return {};
  const asked = headers['access-control-request-headers'];
  return {
    'access-control-allow-origin': policy === '*' ? '*' : origin,
    // there are no cookies here, but clients may be set to send them; browsers refuse this for all origins at once
    ...(policy !== '*' && { 'access-control-allow-credentials': 'true' }),
    'access-control-allow-methods': methods,
    'access-control-allow-headers': allowedHeaders(asked),
    'access-control-expose-headers': EXPOSED,
    'access-control-max-age': '600',
    vary: asked === undefined ? 'prefer, origin' : 'prefer, origin, access-control-request-headers',
  };
}

/** Allowed origins may send any header: trackers and monitors of a page add their own to all its requests. */
function allowedHeaders(asked: string | string[] | undefined): string {
  return typeof asked === 'string' && HEADER_NAMES.test(asked) ? asked : 'authorization, content-type, prefer';
}

function isAllowed(policy: CorsPolicy, origin: string): boolean {
  if (policy === false) return false;
  if (policy === '*') return true;
  return policy === 'loopback' ? isLoopback(ORIGIN.exec(origin)?.[1]) : policy.includes(origin);
}

/**
 * Whether a request comes from a page under a foreign name (DNS rebinding). The owner of a name can point it to this
 * machine: a browser then considers requests of their page same-origin, and sends no Origin. An address is not a name.
 */
export function isOfForeignPage(policy: CorsPolicy, headers: RequestHeaders): boolean {
  const { host, origin, 'user-agent': agent } = headers;
  // only browsers call themselves so
  if (typeof agent !== 'string' || !agent.startsWith('Mozilla/') || origin !== undefined) return false;
  if (typeof host !== 'string' || ADDRESS.test(host)) return false;
  return !['http', 'https'].some((scheme) => isAllowed(policy, `${scheme}://${host}`));
}

const ADDRESS = /^([\d.]+|\[[\da-f:.]+\])(:\d+)?$/i;
