import type { Credential } from './exchange.ts';
import type { Part } from './redact.ts';

/** How a line shows keys. */
export interface ShellOptions {
  /** Finds the secrets in a text. @defaultValue there are none */
  readonly split?: (text: string) => readonly Part[];
  /** Whether the key of the run is published, and so stands in the line as it is. @defaultValue `false` */
  readonly isKeyShown?: boolean;
}

/** Whether a line names a key by the variable that holds it. */
export function isInVariable({ shell }: Pick<Credential, 'shell'>, { isKeyShown = false }: ShellOptions): boolean {
  return shell.includes('$') && !(isKeyShown && shell.includes('OPENREPLAY_API_KEY'));
}

/** Writes the header of a key as an argument of curl. */
export function authorizationWord(credential: Credential, options: ShellOptions): string {
  const { split = (text) => [{ text }] } = options;
  // curl sends an empty header only when its name ends in a semicolon
  if (credential.value === '') return "'Authorization;'";
  if (isInVariable(credential, options)) return `"Authorization: ${credential.shell}"`;
  return quoteParts(split(`Authorization: ${credential.value}`));
}

/** Quotes a text so that the variables which stand for secrets are put in. */
export function quoteParts(parts: readonly Part[]): string {
  if (!parts.some(isVariable)) return quoteShort(parts.map(({ text }) => text).join(''));
  const texts = parts.map((part, index) =>
    isVariable(part)
      ? withBraces(part.text, parts[index + 1]?.text ?? '')
      : shortenRuns(escapeInQuotes(part.text), (command) => command),
  );
  return `"${texts.join('')}"`;
}

/** Whether a part stands for a secret that a shell has in a variable. */
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
export function encodeWhereEncoded(part: Part): Part {
  if (!part.hidden?.includes('%') || !/^\$\w+$/.test(part.text)) return part;
  return { ...part, text: `$(printf %s "${part.text}" | od -An -v -tx1 | tr -cd 0-9a-f | sed 's/../%&/g')` };
}

/** Quotes a text for a shell; left as it is where nothing in it means something to a shell. */
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

/** Has the shell repeat what is too long to read: `printf` and `tr` are in every shell (POSIX). */
function shortenRuns(text: string, embed: (command: string) => string): string {
  return text.replace(LONG_RUN, (run) => embed(`$(printf '%${run.length}s' | tr ' ' ${run.charAt(0)})`));
}

const LONG_RUN = /([a-z0-9])\1{299,}/gi;
