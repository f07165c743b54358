import type { Credential } from './exchange.ts';
import type { Part } from './redact.ts';

/** How a command shows keys. */
export interface ShellOptions {
  /** Finds the secrets in a text. @defaultValue there are none */
  readonly split?: (text: string) => readonly Part[];
  /** Whether the key of the run is public, and so is shown in the command. @defaultValue `false` */
  readonly isKeyShown?: boolean;
}

/** Whether a command refers to a key by a variable. */
export function isInVariable({ shell }: Pick<Credential, 'shell'>, { isKeyShown = false }: ShellOptions): boolean {
  return shell.includes('$') && !(isKeyShown && shell.includes('OPENREPLAY_API_KEY'));
}

/** Writes the Authorization header as an argument of curl. */
export function authorizationWord(credential: Credential, options: ShellOptions): string {
  const { split = (text) => [{ text }] } = options;
  // curl sends an empty header only when its name ends in a semicolon
  if (credential.value === '') return "'Authorization;'";
  if (isInVariable(credential, options)) return `"Authorization: ${credential.shell}"`;
  return quoteParts(split(`Authorization: ${credential.value}`));
}

/** Quotes a text so that the shell expands the variables of secrets. */
export function quoteParts(parts: readonly Part[]): string {
  if (!parts.some(isVariable)) return quoteShort(parts.map(({ text }) => text).join(''));
  const texts = parts.map((part, index) =>
    isVariable(part)
      ? withBraces(part.text, parts[index + 1]?.text ?? '')
      : shortenRuns(escapeInQuotes(part.text), (command) => command),
  );
  return `"${texts.join('')}"`;
}

/** Whether a part is a secret that a shell variable contains. */
function isVariable({ text, hidden }: Part): boolean {
  return hidden !== undefined && text.includes('$');
}

/** Separates the name of a variable from the text that follows. */
function withBraces(text: string, next: string): string {
  return /^\w/.test(next) ? text.replace(/^\$(\w+)$/, (_, variable) => `\${${variable}}`) : text;
}

function escapeInQuotes(text: string): string {
  // an interactive shell expands an exclamation mark as history, even in double quotes
  return text.replace(/[\\$`"]/g, '\\$&').replaceAll('!', `"'!'"`);
}

/** Makes the shell percent-encode a secret that is encoded in the URL. */
export function encodeWhereEncoded(part: Part): Part {
  if (!part.hidden?.includes('%') || !/^\$\w+$/.test(part.text)) return part;
  return { ...part, text: `$(printf %s "${part.text}" | od -An -v -tx1 | tr -cd 0-9a-f | sed 's/../%&/g')` };
}

/** Quotes a text for a shell if it contains special characters. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoteAlways(text);
}

/** Quotes a text for a shell. */
export function quoteAlways(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function quoteShort(text: string): string {
  return shortenRuns(quoteAlways(text), (command) => `'"${command}"'`);
}

/** Makes the shell generate runs too long to read: `printf` and `tr` exist in every POSIX shell. */
function shortenRuns(text: string, embed: (command: string) => string): string {
  return text.replace(LONG_RUN, (run) => embed(`$(printf '%${run.length}s' | tr ' ' ${run.charAt(0)})`));
}

const LONG_RUN = /([a-z0-9])\1{299,}/gi;
