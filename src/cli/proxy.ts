import { Exit } from './exit.ts';

const VARIABLES = { 'http:': ['http_proxy', 'HTTP_PROXY'], 'https:': ['https_proxy', 'HTTPS_PROXY'] };

/** The proxies that the environment names, as URLs. */
interface Proxies {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
}

/** Reads the proxies of the environment. @throws Exit if one cannot be used. */
export function readProxies(): Proxies | undefined {
  const httpProxy = firstOf(VARIABLES['http:']);
  const httpsProxy = firstOf(VARIABLES['https:']);
  if (httpProxy === undefined && httpsProxy === undefined) return undefined;
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }) };
}

/** Hosts asked without a proxy, this machine among them, as in browsers. */
export function exceptions(): string {
  const given = process.env.no_proxy ?? process.env.NO_PROXY ?? '';
  return given.split(/[,\s]+/).includes('*')
    ? '*'
    : [given, 'localhost', '127.0.0.1', '[::1]'].filter(Boolean).join(',');
}

/** Whether requests to a URL go through a proxy of the environment. */
export function goesThroughProxy(url: string): boolean {
  const { protocol, hostname, port } = new URL(url);
  // https without a proxy of its own uses that for http
  const variables = protocol === 'https:' ? [...VARIABLES['https:'], ...VARIABLES['http:']] : VARIABLES['http:'];
  return variables.some((name) => process.env[name]) && !isException(hostname.toLowerCase(), port);
}

function isException(hostname: string, port: string): boolean {
  return exceptions()
    .split(/[,\s]+/)
    .some((entry) => {
      if (entry === '*') return true;
      const [, named = entry, namedPort] = /^(.+?):(\d+)$/.exec(entry) ?? [];
      const name = named.replace(/^\*?\./, '').toLowerCase();
      const isHere = hostname === name || hostname.endsWith(`.${name}`);
      return name !== '' && isHere && (namedPort === undefined || namedPort === port);
    });
}

function firstOf(variables: readonly string[]): string | undefined {
  return variables.map(readProxy).find((proxy) => proxy !== undefined);
}

/** A proxy without a scheme is http, as for curl. */
function readProxy(variable: string): string | undefined {
  const value = process.env[variable]?.trim();
  if (!value) return undefined;
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const { protocol = '' } = URL.canParse(url) ? new URL(url) : {};
  if (protocol === 'http:' || protocol === 'https:') return url;
  const wrong =
    protocol === ''
      ? 'must be the URL of a proxy'
      : `names a proxy of ${protocol}//, and only http:// and https:// are supported`;
  throw new Exit(2, `Failed to verify: ${variable} ${wrong}; the text is not shown, as it may be secret.`);
}
