import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';

const NAMES = ['valkey-server', 'redis-server'];

/**
 * Finds a server of Valkey or Redis: the one that `REDIS_SERVER_PATH` names, else one on the search path.
 *
 * @throws Error with one sentence that says what to install.
 */
export function findRedisServer(searchPath = process.env.PATH ?? '', named = process.env.REDIS_SERVER_PATH): string {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '');
  const places = named ? [named] : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = places.find((place) => spawnSync(place, ['--version'], { stdio: 'ignore' }).status === 0);
  if (found) return found;
  throw new Error(
    named
      ? `REDIS_SERVER_PATH names ${named}, which does not run: set it to a Valkey or Redis server, or unset it.`
      : 'No Valkey or Redis server was found: install the package "valkey-server" or "redis-server", or set REDIS_SERVER_PATH.',
  );
}

/** Looked for once in a process: each look starts what it finds, and everything waits for that. */
let program: string | undefined;

/** A server of a test. */
export class RedisServer {
  readonly port: number;
  readonly #flags: readonly string[];
  readonly #portFlags: readonly string[];
  readonly #folder: string;
  #child: ChildProcess | undefined;

  /**
   * @param folder - where it keeps its files.
   * @param isEncrypted - whether it takes connections of TLS alone; `flags` then name the certificate.
   * @param flags - of the server's command. What it holds survives its end only with `--appendonly yes`.
   */
  constructor(port: number, folder: string, flags: readonly string[] = [], isEncrypted = false) {
    this.port = port;
    this.#portFlags = isEncrypted ? ['--port', '0', '--tls-port', String(port)] : ['--port', String(port)];
    this.#folder = folder;
    this.#flags = flags;
  }

  /** Starts it, or starts it anew; resolves when it takes connections and its data is loaded. */
  async start(): Promise<void> {
    const usual = [...this.#portFlags, '--bind', '127.0.0.1', '--dir', this.#folder, '--save', ''];
    program ??= findRedisServer();
    const child = spawn(program, [...usual, ...this.#flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    let said = '';
    let isReady = false;
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (!/Ready to accept connections/i.test(said)) return;
        isReady = true;
        resolve();
      });
      child.once('error', reject);
      child.once('exit', () => {
        if (!isReady) reject(new Error(`The server ended before it was ready: ${said}`));
      });
    });
  }

  /** The URL of a state in it. */
  url(prefix = 'kit'): string {
    return `redis://127.0.0.1:${this.port}/0?prefix=${prefix}`;
  }

  /** Sends a command, as a line, and gives what it answers, as it is written. */
  async answer(line: string): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.write(`${line}\r\n`);
    const [text] = await once(socket, 'data');
    socket.destroy();
    return String(text);
  }

  /** Sends a command, and gives the first line of what it answers. */
  async command(line: string): Promise<string> {
    return (await this.answer(line)).split('\r\n')[0] ?? '';
  }

  /** Ends it at once, as a lost machine does. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await once(child, 'exit');
  }

  /** Lets it stand still, or go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }
}
