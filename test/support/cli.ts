import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/run.ts';

/** The built command. */
export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command. */
export interface RunningCli {
  readonly child: ChildProcess;
  /** Waits until the command's standard output matches. Rejects when it ends before that. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for the end, after sending a signal if one is given. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

/** The parts of a command's environment that a test may set. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Additional options of a command's process. */
export interface CliOptions extends Surroundings {
  readonly nodeArgs?: readonly string[];
  /** Runs first, in the shell that then becomes the command, such as `ulimit -f 8`. */
  readonly shell?: string;
  /** Receives a function that ends the command, for one that outlives a test. @defaultValue ends it with the test */
  readonly atEnd?: (end: () => void) => void;
}

/** Variables that would change the behaviour of the command, or let a test write to the page of its CI job. */
const OWN_VARIABLES = /^(OPENREPLAY_|GITHUB_|DEBUG$|NO_COLOR$|FORCE_COLOR$)/;

function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN_VARIABLES.test(name)));
}

/** Runs the built command in a process of its own, which ends with the test at the latest by default. */
export function startCli(args: readonly string[], options: CliOptions = {}): RunningCli {
  const { shell, nodeArgs = [], atEnd = onTestFinished } = options;
  const before = shell ? ['-c', `${shell} && exec "$0" "$@"`, process.execPath] : [];
  const child = spawn(shell ? 'sh' : process.execPath, [...before, ...nodeArgs, MAIN, ...args], {
    cwd: options.cwd,
    env: { ...inherited(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  atEnd(() => void child.kill('SIGKILL'));
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

/** Starts a mock on a free port, and waits until it prints its URL. */
export async function startMockCli(
  args: readonly string[] = [],
  options?: CliOptions,
): Promise<{ cli: RunningCli; url: string }> {
  const cli = startCli(['mock', '--port', '0', ...args], options);
  const [, url = ''] = await cli.until(/at (http\S+)\n/);
  return { cli, url };
}

/** The last run in this process. Runs are sequential, as they share its environment and its streams. */
let turn: Promise<unknown> = Promise.resolve();

/** Runs a command to its end like {@link startCli}, but in this process, where its modules are loaded only once. */
export function runCli(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const ended = turn.then(() => runHere(args, surroundings));
  turn = ended.catch(() => {});
  return ended;
}

async function runHere(args: readonly string[], { env, cwd = '.' }: Surroundings): Promise<Ended> {
  const before = { env: process.env, cwd: process.cwd() };
  const output = { stdout: '', stderr: '' };
  const capture = (name: keyof typeof output) => {
    const original = process[name].write;
    process[name].write = (text: string | Uint8Array) => {
      output[name] += text;
      return true;
    };
    return () => {
      process[name].write = original;
    };
  };
  const restore = [capture('stdout'), capture('stderr')];
  process.env = { ...inherited(), ...env };
  process.chdir(cwd);
  try {
    const code = await run(args);
    return { code, ...output };
  } finally {
    process.env = before.env;
    process.chdir(before.cwd);
    for (const undo of restore) undo();
  }
}
