import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a server reports about itself. */
export interface Facts {
  /** Heap in use after garbage collection. */
  readonly heapBytes: number;
  readonly connections: number;
  /** State that requests could change. */
  readonly state: unknown;
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  /** @throws Error if it has ended. */
  facts(): Promise<Facts>;
  stop(): void;
}

const PROGRAM = fileURLToPath(new URL('./server.mjs', import.meta.url));

/** Starts a server from the build, with the options of `server.mjs`. */
export async function startServerProcess(options: object): Promise<ServerProcess> {
  const child = fork(PROGRAM, [JSON.stringify(options)], { execArgv: ['--expose-gc'] });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) =>
      reject(new Error(`The server ended by itself (${signal ?? `exit code ${code}`})`)),
    );
  });
  // callers get the rejection anyway
  ended.catch(() => {});
  // server.mjs writes values of this type
  const hear = <T>() =>
    Promise.race([new Promise<T>((resolve) => child.once('message', (it) => resolve(it as T))), ended]);
  const { port } = await hear<{ port: number }>();
  return {
    port,
    pid: child.pid ?? 0,
    facts() {
      if (child.connected) child.send('facts');
      return hear<Facts>();
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
