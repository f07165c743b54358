import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { DEVELOPMENT_KEY } from '../../src/mock/options.ts';

/** A server to start. */
export interface ServerCommand {
  /** Arguments of Node: a script and what follows. */
  readonly args: readonly string[];
  /** Where it will listen, for a server that does not print it, such as `http://127.0.0.1:3000`. */
  readonly origin?: string;
  /** The path that is asked until it is answered with 200. */
  readonly path: string;
}

/** A server that has answered. */
export interface ServerProcess {
  readonly origin: string;
  readonly pid: number;
  /** From the start of the process to the end of its first reply. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

const GIVE_UP_MS = 180_000;
const ORIGIN = /https?:\/\/[^\s/]+:\d+/;
const OWN_VARIABLES = /^(OPENREPLAY_|NODE_ENV$|DEBUG$)/;
const children = new Set<ChildProcess>();

/** Starts Node with an environment that holds nothing which would change a server; ends with this process. */
function spawnNode(args: readonly string[]): ChildProcess {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN_VARIABLES.test(name)));
  const child = spawn(process.execPath, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Ends every process that was started and still runs. */
export async function stopAll(): Promise<void> {
  await Promise.all([...children].map(stop));
}

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/**
 * Starts a server and waits for its first reply.
 *
 * @throws Error with the last it said, when it ends before that or does not answer within three minutes.
 */
export async function startServer(command: ServerCommand): Promise<ServerProcess> {
  const startedAt = performance.now();
  const child = spawnNode(command.args);
  let said = '';
  const printed = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        // a server that logs must not be held up by a full pipe, nor its log be kept
        if (said.length > 20_000) return;
        said += chunk.toString();
        const origin = stream === child.stdout ? ORIGIN.exec(said)?.[0] : undefined;
        if (origin) resolve(origin);
      });
    }
  });
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(new Error('no reply within three minutes')), GIVE_UP_MS);
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${lastLine(said)}`)));
    giveUp.signal.addEventListener('abort', () => reject(giveUp.signal.reason));
  });
  try {
    const origin = command.origin ?? (await Promise.race([printed, ended]));
    await Promise.race([untilAnswered(origin + command.path, giveUp.signal), ended]);
    const readyMs = performance.now() - startedAt;
    return { origin, pid: child.pid ?? 0, readyMs, stop: () => stop(child) };
  } catch (error) {
    giveUp.abort(error);
    await stop(child);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a script to its end and gives what it printed, read as JSON. */
export async function runScript<T>(args: readonly string[]): Promise<T> {
  const child = spawnNode(args);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0 || stdout === '') throw new Error(`ended with ${code}: ${lastLine(stderr)}`);
  return JSON.parse(stdout);
}

/** Finds a port that is free at the moment, for a server that cannot take any. */
export async function freeOrigin(): Promise<{ readonly origin: string; readonly port: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  const port = String(typeof address === 'object' ? address?.port : '');
  return { origin: `http://127.0.0.1:${port}`, port };
}

/** Asks once, on a separate connection, and gives status and body; undefined when nothing listens. */
export function ask(url: string): Promise<{ readonly status: number; readonly body: Buffer } | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, headers: { authorization: DEVELOPMENT_KEY } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(chunks) }));
      reply.on('error', () => resolve(undefined));
    });
    request.on('error', () => resolve(undefined));
  });
}

async function untilAnswered(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const reply = await ask(url);
    if (reply?.status === 200) return;
    if (reply) throw new Error(`answers ${reply.status}: ${reply.body.subarray(0, 200)}`);
    await wait(1);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** The last line that says something: not one of a stack trace. */
function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line));
  return lines.find((line) => /error/i.test(line))?.trim() ?? lines.at(-1)?.trim() ?? 'it said nothing';
}
