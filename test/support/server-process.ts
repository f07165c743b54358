import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a server tells of itself. */
export interface Facts {
  /** Memory in use on the heap, after everything unused was let go. */
  readonly heapBytes: number;
  readonly connections: number;
  /** What requests could change. */
  readonly state: unknown;
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  /** @throws Error when it has ended. */
  facts(): Promise<Facts>;
  stop(): void;
}

const PROGRAM = fileURLToPath(new URL('./server.mjs', import.meta.url));

/** Starts a server, as built, with options as `server.mjs` takes them. */
export async function startServerProcess(options: object): Promise<ServerProcess> {
  const child = fork(PROGRAM, [JSON.stringify(options)], { execArgv: ['--expose-gc'] });
  let ended: string | undefined;
  child.once('exit', (code, signal) => {
    ended = `The server ended by itself (${signal ?? `exit code ${code}`})`;
  });
  const hear = async () => {
    const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (ended !== undefined) throw new Error(ended);
    return message;
  };
  const { port } = await hear();
  return {
    port,
    pid: child.pid ?? 0,
    facts() {
      if (ended !== undefined) throw new Error(ended);
      child.send('facts');
      return hear();
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
