import type { SentRequest } from './exchange.ts';
import type { Part } from './redact.ts';

/** How a line shows keys. */
export interface CurlOptions {
  /** Finds the secrets in a text. @defaultValue there are none */
  readonly split?: (text: string) => readonly Part[];
  /** Whether the key of the run is published, and so stands in the line as it is. @defaultValue `false` */
  readonly isKeyShown?: boolean;
}

/** Gives a line that repeats the request, with keys that are secret as shell variables. */
export function toCurl(
  { method, url, headers, credential, body }: SentRequest,
  { split = (text) => [{ text }], isKeyShown = false }: CurlOptions = {},
): string {
  const toWord = (text: string) => quoteParts(split(text));
  const parts = ['curl', '-i', '--path-as-is', '--globoff'];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== (body === undefined ? 'GET' : 'POST')) parts.push('-X', method);
  if (credential) {
    const { value, shell } = credential;
    const isShown = isKeyShown && shell.includes('OPENREPLAY_API_KEY');
    // curl sends an empty header only when its name ends in a semicolon
    if (value === '') parts.push('-H', "'Authorization;'");
    else if (isShown || !shell.includes('$')) parts.push('-H', toWord(`Authorization: ${value}`));
    else parts.push('-H', `"Authorization: ${shell}"`);
  }
  for (const [name, text] of Object.entries(headers)) parts.push('-H', toWord(`${name}: ${text}`));
  if (body !== undefined) parts.push('--data-raw', toWord(body));
  return [...parts, quoteParts(split(url).map(encodeWhereEncoded))].join(' ');
}

/** Quotes a text so that the variables which stand for secrets are put in. */
function quoteParts(parts: readonly Part[]): string {
  if (!parts.some(isVariable)) return quoteShort(parts.map(({ text }) => text).join(''));
  const texts = parts.map((part, index) =>
    isVariable(part)
      ? withBraces(part.text, parts[index + 1]?.text ?? '')
      : shortenRuns(escapeInQuotes(part.text), (command) => command),
  );
  return `"${texts.join('')}"`;
}

function isVariable({ text, hidden }: Part): boolean {
  return hidden !== undefined && text.includes('$');
}

/** Keeps the name of a variable apart from what follows. */
function withBraces(text: string, next: string): string {
  return /^\w/.test(next) ? text.replace(/^\$(\w+)$/, (_, variable) => `\${${variable}}`) : text;
}

function escapeInQuotes(text: string): string {
  // an interactive shell takes an exclamation mark for a command of its history, in double quotes too
  return text.replace(/[\\$`"]/g, '\\$&').replaceAll('!', `"'!'"`);
}

/** Has the shell encode a secret that the URL holds encoded. */
function encodeWhereEncoded(part: Part): Part {
  if (!part.hidden?.includes('%') || !/^\$\w+$/.test(part.text)) return part;
  return { ...part, text: `$(printf %s "${part.text}" | od -An -v -tx1 | tr -cd 0-9a-f | sed 's/../%&/g')` };
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
