import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

interface QuietOptions {
  /** Variables on top of those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Stops a command that prints the same line twice in a row, as one does that keeps retrying. */
  readonly stopAtRepeat?: boolean;
}

/** What a line looks like that says why a command failed. */
const REASON = /^\s*(?:E|[\w-]*error):\s*(.*)/i;

/**
 * Runs a command to its end and shows nothing of what it prints.
 *
 * @throws Error whose message is the first reason the command printed, else its last line.
 */
export async function runQuietly(command: string, args: readonly string[], options: QuietOptions = {}): Promise<void> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  let last: string | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (options.stopAtRepeat && line === last) child.kill();
    last = line;
    lines.push(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const reasons = lines.flatMap((line) => REASON.exec(line)?.[1] ?? []);
  throw new Error(reasons[0] ?? lines.findLast((line) => line.trim() !== '')?.trim() ?? `exit code ${code}`);
}
