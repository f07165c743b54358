import type { SentRequest } from './exchange.ts';

/** Gives a line that repeats the request, with keys as shell variables. */
export function toCurl({ method, url, headers, credential }: SentRequest): string {
  const parts = ['curl', '-i', '--path-as-is', '--globoff'];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== 'GET') parts.push('-X', method);
  if (credential) {
    // curl sends an empty header only when its name ends in a semicolon
    const shell = shortenRuns(credential.shell, (command) => command);
    parts.push('-H', credential.value === '' ? "'Authorization;'" : `"Authorization: ${shell}"`);
  }
  for (const [name, value] of Object.entries(headers)) parts.push('-H', quoteShort(`${name}: ${value}`));
  return [...parts, quoteShort(url)].join(' ');
}

/** Quotes a text for a shell; left as it is where nothing in it means something to a shell. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoteAlways(text);
}

function quoteAlways(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function quoteShort(text: string): string {
  return shortenRuns(quoteAlways(text), (command) => `'"${command}"'`);
}

/** Has the shell repeat what is too long to read: `printf` and `tr` are in every shell (POSIX). */
function shortenRuns(text: string, embed: (command: string) => string): string {
  return text.replace(LONG_RUN, (run) => embed(`$(printf '%${run.length}s' | tr ' ' ${run.charAt(0)})`));
}

const LONG_RUN = /([a-z0-9])\1{299,}/gi;
