/**
 * Makes foreign text safe to print: on a terminal, in a file, or in the log of a CI job.
 *
 * Characters that steer a terminal or are invisible are escaped, line feeds too, so that a text stays on its line. What
 * a CI system takes for a command is broken up. Ordinary text stays as it is.
 */
export function toPrintable(text: string): string {
  return text.toWellFormed().replace(CONTROL, escapeControl).replace(COMMAND, breakUp);
}

// terminal escapes, other control characters, text-direction overrides and invisible characters
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it matches
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeControl(character: string): string {
  return SHORT_ESCAPES[character] ?? toEscape(character);
}

function toEscape(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/**
 * What CI runners take for commands, each up to the character that is escaped. Anywhere in a line: `##[error]` (GitHub,
 * Azure), `##vso[task.setvariable]` (Azure), `##teamcity[message]`, `section_start:1700000000:name` (GitLab). At the
 * start of a line, after white space too: `::error::` (GitHub), and the groups of Buildkite.
 */
const COMMAND =
  /##(?=(?:[a-z]{1,20})?\[)|section_(?:start|end):(?=\d)|^\s*(?::(?=:[a-z])|-(?=--)|\+(?=\+\+)|~(?=~~)|\^(?=\^\^))/gi;

function breakUp(command: string): string {
  return command.slice(0, -1) + toEscape(command.slice(-1));
}
