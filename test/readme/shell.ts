import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a script may not take over from this process: settings of the `npm`, test runner and CI job around it. */
const FOREIGN = /^(npm_|VITEST|GITHUB_|NODE_ENV$|TEST$|OPENREPLAY_|FORCE_COLOR$|CLICOLOR)/i;

const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));

/** Hosts that no proxy of the surroundings would reach. */
const LOOPBACK = ['127.0.0.1', 'localhost', process.env.NO_PROXY].filter(Boolean).join();

/** Where and with what a script runs. */
interface ShellOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a script ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  /** Both streams together. */
  readonly output: string;
}

/** A script that runs. */
interface RunningScript {
  /** Waits until the output matches. Rejects when the script ends before that. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for the end. */
  end(): Promise<Ended>;
  /** Ends the script and all that it started. */
  stop(): Promise<void>;
}

/** Runs the command of a package that is installed as npx does, but without starting npm first to find it. */
const NPX = `npx() { if [ -x "node_modules/.bin/$1" ]; then "node_modules/.bin/$@"; else command npx "$@"; fi; }`;

/** Starts a script of bash, which fails at its first command that fails. */
function startScript(script: string, { cwd, env }: ShellOptions): RunningScript {
  const child = spawn('bash', ['-eo', 'pipefail', '-c', `${NPX}\n${script}`], {
    cwd,
    env: { ...environment, NO_COLOR: '1', npm_config_update_notifier: 'false', NO_PROXY: LOOPBACK, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // a separate process group, which can be ended as a whole
    detached: true,
  });
  let [stdout, output] = ['', ''];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (stream === child.stdout) stdout += text;
      child.emit('output');
    });
  }
  const closed = once(child, 'close');
  return {
    async until(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match) return match;
        if (child.exitCode !== null) throw new Error(`The script ended without printing ${pattern}:\n${output}`);
        await Promise.race([once(child, 'output'), closed]);
      }
    },
    async end() {
      await closed;
      return { code: child.exitCode, stdout, output };
    },
    async stop() {
      try {
        process.kill(-(child.pid ?? 0), 'SIGKILL');
      } catch {
        // all of the group had ended
      }
      await closed;
    },
  };
}

/** Runs a script to its end. */
export function runScript(script: string, options: ShellOptions): Promise<Ended> {
  return startScript(script, options).end();
}

/** Runs a script for as long as `use` takes, once its output matches. */
export async function whileRunning(
  script: string,
  options: ShellOptions & { readonly pattern: RegExp },
  use: (match: RegExpExecArray) => Promise<void>,
): Promise<void> {
  const running = startScript(script, options);
  try {
    await use(await running.until(options.pattern));
  } finally {
    await running.stop();
  }
}
