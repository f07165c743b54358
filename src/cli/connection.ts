import { Agent, EnvHttpProxyAgent, fetch as fetchWith } from 'undici';
import { type Connect, NoConnection } from '../contract/index.ts';
import { nodeConnections } from '../hosts/node-connections.ts';
import { exceptions, goesThroughProxy, readProxies } from './proxy.ts';
import { readText } from './read-file.ts';

/** How to reach a server that the global fetch would not. */
interface ConnectionFlags {
  /** File of a certificate authority, PEM. */
  readonly ca?: string | undefined;
  /** Takes any certificate. */
  readonly insecure?: boolean | undefined;
}

/**
 * Gives a fetch for a private certificate authority, for any certificate, or through the proxy of the environment
 * (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`); undefined where the global one will do.
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
    ? // plain http is forwarded, as by curl, and https goes through a tunnel
      new EnvHttpProxyAgent({ connect: connectOptions, ...proxies, ...throughProxy })
    : new Agent({ connect: connectOptions });
  const send = (input: string, init?: RequestInit) => fetchWith(input, { ...(init as object), dispatcher });
  // undici's own fetch is the one Node has built in, of another version and with types of its own
  return refusedByProxy(send as unknown as typeof fetch);
}

/** What gateways answer by themselves when they do not ask the server. */
const OF_GATEWAYS: readonly number[] = [403, 502, 503, 504];

/**
 * A refusal of the proxy that forwards plain http looks like an answer of the server. Until anything else was answered,
 * one that is no JSON is taken as such: there is nothing then that could be judged.
 */
function refusedByProxy(send: typeof fetch): typeof fetch {
  let isThrough = false;
  return async (input, init) => {
    const response = await send(input, init);
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

/** Gives raw connections to a server; where a proxy of the environment stands between, none. */
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
