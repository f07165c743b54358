import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The built command. */
export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface RunningCli {
  readonly child: ChildProcess;
  /** Waits until the command's standard output matches. Rejects when it ends before that. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for the end, after a signal if one is given. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeArgs?: readonly string[];
  readonly cwd?: string;
  /** Runs first, in the shell that then becomes the command, such as `ulimit -f 8`. */
  readonly shell?: string;
}

/** What would change how the command behaves, or let a test write to the page of the CI job that runs it. */
const OWN_VARIABLES = /^(OPENREPLAY_|GITHUB_|DEBUG$|NO_COLOR$|FORCE_COLOR$)/;

/** Runs the built command in a process of its own, which ends with the test at the latest. */
export function startCli(args: readonly string[], options: CliOptions = {}): RunningCli {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN_VARIABLES.test(name)));
  const { shell, nodeArgs = [] } = options;
  const before = shell ? ['-c', `${shell} && exec "$0" "$@"`, process.execPath] : [];
  const child = spawn(shell ? 'sh' : process.execPath, [...before, ...nodeArgs, MAIN, ...args], {
    cwd: options.cwd,
    env: { ...inherited, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const closed = once(child, 'close');

  return {
    child,
    async until(pattern) {
      let ended = false;
      while (true) {
        const match = pattern.exec(output.stdout);
        if (match) return match;
        if (ended) throw new Error(`The command ended without printing ${pattern}: ${output.stdout}${output.stderr}`);
        await Promise.race([
          once(child.stdout, 'data'),
          closed.then(() => {
            ended = true;
          }),
        ]);
      }
    },
    async end(signal) {
      if (signal) child.kill(signal);
      await closed;
      return { code: child.exitCode, ...output };
    },
  };
}

/** Starts a mock on a free port, and waits until it says where. */
export async function startMockCli(
  args: readonly string[] = [],
  options?: CliOptions,
): Promise<{ cli: RunningCli; url: string }> {
  const cli = startCli(['mock', '--port', '0', ...args], options);
  const [, url = ''] = await cli.until(/at (http\S+)\n/);
  return { cli, url };
}

/** Runs a command to its end. */
export function runCli(args: readonly string[], options?: CliOptions): Promise<Ended> {
  return startCli(args, options).end();
}
