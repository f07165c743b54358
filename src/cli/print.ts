import { toPrintable } from '../shared/printable.ts';
import { reasonOf } from '../shared/system-error.ts';

// a reader of only the first lines (| head) closes the output early, which is not an error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`Failed to write to standard output: ${reasonOf(error)}.\n`);
  process.exit(2);
});
// without standard error there are no warnings, and the run continues
process.stderr.on('error', () => {});

/**
 * Writes lines to standard output, escaped so that foreign text cannot start a line, steer a terminal or command a CI
 * job.
 */
export function print(...lines: readonly string[]): void {
  process.stdout.write(toText(lines));
}

/** Writes lines to standard error, as {@link print} does. */
export function warn(...lines: readonly string[]): void {
  process.stderr.write(toText(lines));
}

function toText(lines: readonly string[]): string {
  return `${lines.map(toPrintable).join('\n')}\n`;
}

/** Writes a piece of a report. It is printable already, as reporters receive only printable text. */
export function printReport(piece: string, to: 'stdout' | 'stderr'): void {
  const stream = to === 'stdout' ? process.stdout : process.stderr;
  stream.write(piece);
}

/** Whether standard output goes to a terminal. */
export function isOnTerminal(): boolean {
  return process.stdout.isTTY === true;
}

/** Whether to print colours. */
export function isColourful(): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR) return !/^(?:0|false)$/.test(FORCE_COLOR);
  return process.stdout.isTTY === true && !NO_COLOR && TERM !== 'dumb';
}

/** Whether standard error is a terminal, where a progress line may come and go. */
export function isWatched(): boolean {
  const { NO_COLOR, TERM, CI } = process.env;
  return process.stderr.isTTY === true && !NO_COLOR && TERM !== 'dumb' && !CI;
}
