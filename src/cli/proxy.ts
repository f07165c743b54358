import { Exit } from './exit.ts';

const VARIABLES = { 'http:': ['http_proxy', 'HTTP_PROXY'], 'https:': ['https_proxy', 'HTTPS_PROXY'] };

/** Whether the environment names a proxy; ends with a plain sentence where it names none. */
export function hasProxy(): boolean {
  return Object.values(VARIABLES).flat().map(isProxy).includes(true);
}

/** What is asked for without a proxy: this machine too, as in browsers. */
export function exceptions(): string {
  const given = process.env.no_proxy ?? process.env.NO_PROXY ?? '';
  return given.trim() === '*' ? '*' : [given, 'localhost', '127.0.0.1', '[::1]'].filter(Boolean).join(',');
}

/** Whether requests to a URL go through a proxy of the environment. */
export function goesThroughProxy(url: string): boolean {
  const { protocol, hostname, port } = new URL(url);
  // without a proxy of its own, https goes through that for http
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
