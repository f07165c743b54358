import { toPrintable } from '../shared/printable.ts';
import { reasonOf } from '../shared/system-error.ts';

// who reads only the first lines of the output (| head) closes it early, which is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`Failed to write to standard output: ${reasonOf(error)}.\n`);
  process.exit(2);
});
// who closes standard error reads no warnings, and the run goes on
process.stderr.on('error', () => {});

/** Writes lines to standard output. What others wrote in them cannot begin a line, steer a terminal or command a CI job. */
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

/** Writes a piece of a report, in which all that others wrote is printable already, as reporters are given nothing else. */
export function printReport(piece: string, to: 'stdout' | 'stderr'): void {
  const stream = to === 'stdout' ? process.stdout : process.stderr;
  stream.write(piece);
}

/** Whether somebody sees standard output as it comes. */
export function isOnTerminal(): boolean {
  return process.stdout.isTTY === true;
}

/** Whether colours are for somebody to see. */
export function isColourful(): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR) return !/^(?:0|false)$/.test(FORCE_COLOR);
  return process.stdout.isTTY === true && !NO_COLOR && TERM !== 'dumb';
}

/** Whether somebody watches standard error, where a line may come and go. */
export function isWatched(): boolean {
  const { NO_COLOR, TERM, CI } = process.env;
  return process.stderr.isTTY === true && !NO_COLOR && TERM !== 'dumb' && !CI;
}
