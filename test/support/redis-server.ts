import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';

const NAMES = ['valkey-server', 'redis-server'];

/**
 * Finds a Valkey or Redis server: the one in `REDIS_SERVER_PATH`, otherwise one on the search path.
 *
 * @throws Error with one sentence on what to install.
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

/** Found only once per process: each search starts what it finds, which blocks everything else. */
let program: string | undefined;

/** A server for a test. */
export class RedisServer {
  readonly port: number;
  readonly #flags: readonly string[];
  readonly #portFlags: readonly string[];
  readonly #folder: string;
  #child: ChildProcess | undefined;

  /**
   * @param folder - where it stores its files.
   * @param isEncrypted - whether it only accepts TLS connections; `flags` then name the certificate.
   * @param flags - of the server's command. Its data only survives a restart with `--appendonly yes`.
   */
  constructor(port: number, folder: string, flags: readonly string[] = [], isEncrypted = false) {
    this.port = port;
    this.#portFlags = isEncrypted ? ['--port', '0', '--tls-port', String(port)] : ['--port', String(port)];
    this.#folder = folder;
    this.#flags = flags;
  }

  /** Starts or restarts it; resolves when it accepts connections and its data is loaded. */
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

  /** The URL of a state on this server. */
  url(prefix = 'kit'): string {
    return `redis://127.0.0.1:${this.port}/0?prefix=${prefix}`;
  }

  /** Sends a command as a line, and returns the raw answer. */
  async answer(line: string): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.write(`${line}\r\n`);
    const [text] = await once(socket, 'data');
    socket.destroy();
    return String(text);
  }

  /** Sends a command, and returns the first line of the answer. */
  async command(line: string): Promise<string> {
    return (await this.answer(line)).split('\r\n')[0] ?? '';
  }

  /** Ends it at once, like a lost machine. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await once(child, 'exit');
  }

  /** Suspends or resumes it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }
}
