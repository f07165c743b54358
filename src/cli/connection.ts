import { Agent, EnvHttpProxyAgent, fetch as fetchWith } from 'undici';
import { Exit } from './exit.ts';
import { readNamed } from './verify-files.ts';

/** How to reach a server that the global fetch would not. */
export interface ConnectionFlags {
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
  const hasProxy = PROXIES.map(isProxy).includes(true);
  if (ca === undefined && !insecure && !hasProxy) return undefined;
  const connectOptions = {
    rejectUnauthorized: !insecure,
    ...(ca !== undefined && { ca: await readNamed('certificate authority', ca) }),
  };
  const dispatcher = hasProxy
    ? new EnvHttpProxyAgent({ connect: connectOptions, requestTls: connectOptions, noProxy: exceptions() })
    : new Agent({ connect: connectOptions });
  const send = (input: string, init?: RequestInit) => fetchWith(input, { ...(init as object), dispatcher });
  // undici's own fetch is the one Node has built in, of another version and with types of its own
  return send as unknown as typeof fetch;
}

const PROXIES = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];

/** Whether a variable of the environment names a proxy; ends with a plain sentence where it names none. */
function isProxy(variable: string): boolean {
  const value = process.env[variable];
  if (!value) return false;
  if (URL.canParse(value)) return true;
  throw new Exit(
    2,
    `Failed to verify: ${variable} must be the URL of a proxy; the text is not shown, as it may be secret.`,
  );
}

/** This machine is never asked for through a proxy, as in browsers. */
function exceptions(): string {
  const given = process.env.no_proxy ?? process.env.NO_PROXY ?? '';
  return [given, 'localhost', '127.0.0.1', '::1'].filter(Boolean).join(',');
}
