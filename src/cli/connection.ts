import { Agent, EnvHttpProxyAgent, fetch as fetchWith } from 'undici';
import { type Connect, NoConnection } from '../contract/index.ts';
import { nodeConnections } from '../hosts/node-connections.ts';
import { codeOf } from '../shared/system-error.ts';
import { exceptions, goesThroughProxy, readProxies } from './proxy.ts';
import { readText } from './read-file.ts';

/** How to reach a server that the global fetch cannot. */
interface ConnectionFlags {
  /** PEM file of a certificate authority. */
  readonly ca?: string | undefined;
  /** Accepts any certificate. */
  readonly insecure?: boolean | undefined;
}

/**
 * Returns a fetch for a private certificate authority, for any certificate, or through the proxy of the environment
 * (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`); undefined if the global one will do.
 */
export async function connect({ ca, insecure = false }: ConnectionFlags): Promise<typeof fetch | undefined> {
  const proxies = readProxies();
  if (ca === undefined && !insecure && !proxies) return undefined;
  const connectOptions = {
    rejectUnauthorized: !insecure,
    ...(ca !== undefined && { ca: await readText('certificate authority', ca) }),
  };
  const throughProxy = { requestTls: connectOptions, noProxy: exceptions(), proxyTunnel: false };
  const dispatcher = proxies
    ? // as in curl, plain http is forwarded and https is tunnelled
      new EnvHttpProxyAgent({ connect: connectOptions, ...proxies, ...throughProxy })
    : new Agent({ connect: connectOptions });
  const send = (input: string, init?: RequestInit) => fetchWith(input, { ...(init as object), dispatcher });
  // undici's fetch is Node's built-in one in another version, with its own types
  return refusedByProxy(send as unknown as typeof fetch);
}

/** What gateways answer themselves, without asking the server. */
const OF_GATEWAYS: readonly number[] = [403, 502, 503, 504];

function isUnreachable(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof AggregateError ? codeOf(cause.errors[0]) : codeOf(cause);
  return code !== undefined && /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code);
}

/**
 * A refusal by a proxy that forwards plain http looks like the server's answer. Until the server has answered
 * otherwise, a gateway status without JSON counts as the proxy's refusal: there is nothing to judge yet.
 */
function refusedByProxy(send: typeof fetch): typeof fetch {
  let isThrough = false;
  return async (input, init) => {
    const response = await send(input, init).catch((error: unknown) => {
      // through a proxy, the only host that is connected to is the proxy
      const isThere = !goesThroughProxy(String(input)) || !isUnreachable(error);
      throw isThere ? error : new Error('Proxy unreachable');
    });
    const isForwarded = String(input).startsWith('http:') && goesThroughProxy(String(input));
    const isJson = /\bjson\b/i.test(response.headers.get('content-type') ?? '');
    if (isThrough || !isForwarded || isJson || !OF_GATEWAYS.includes(response.status)) {
      isThrough = true;
      return response;
    }
    await response.body?.cancel();
    throw new Error(`Proxy response (${response.status})`);
  };
}

/** Returns raw connections to a server. Through a proxy there are none. */
export async function connectRaw(url: string, { ca, insecure = false }: ConnectionFlags): Promise<Connect> {
  if (goesThroughProxy(url)) {
    return () => {
      throw new NoConnection('needs raw connections, which do not go through a proxy; name the host in NO_PROXY');
    };
  }
  return nodeConnections({
    rejectUnauthorized: !insecure,
    ca: ca === undefined ? undefined : await readText('certificate authority', ca),
  });
}
