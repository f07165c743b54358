import { toPrintable } from '../shared/printable.ts';

// who reads only the first lines of the output (| head) closes it early, which is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Writes lines to standard output. What others wrote in them cannot begin a line, steer a terminal or command a CI job. */
export function print(...lines: readonly string[]): void {
  console.log(lines.map(toPrintable).join('\n'));
}

/** Writes lines to standard error, as {@link print} does. */
export function warn(...lines: readonly string[]): void {
  console.error(lines.map(toPrintable).join('\n'));
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
  return isOnTerminal() && !process.env.NO_COLOR;
}
