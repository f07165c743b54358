import { toPrintable } from '../shared/printable.ts';

/** Writes lines to standard output. What others wrote in them cannot begin a line, steer a terminal or command a CI job. */
export function print(...lines: readonly string[]): void {
  console.log(lines.map(toPrintable).join('\n'));
}

/** Writes lines to standard error, as {@link print} does. */
export function warn(...lines: readonly string[]): void {
  console.error(lines.map(toPrintable).join('\n'));
}
