/** Which pages may read replies: those served from this machine, all, those listed by origin, or none. */
export type CorsPolicy = 'loopback' | '*' | readonly string[] | false;

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Gives the CORS headers of a reply; none for a request that no page of another origin made, or may make. */
export function corsHeaders(policy: CorsPolicy, headers: RequestHeaders): Record<string, string> {
  const origin = headers.origin;
  if (typeof origin !== 'string' || !isAllowed(policy, origin)) return {};
  return {
    'access-control-allow-origin': policy === '*' ? '*' : origin,
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, prefer',
    'access-control-max-age': '600',
    vary: 'origin',
  };
}

function isAllowed(policy: CorsPolicy, origin: string): boolean {
  if (policy === false) return false;
  if (policy === '*') return true;
  return policy === 'loopback' ? LOOPBACK.test(origin) : policy.includes(origin);
}
