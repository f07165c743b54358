import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { OptionError, UnavailableError } from '../shared/errors.ts';
import { findPeer } from './peer.ts';

/** How to run Prism. */
export interface PrismOptions {
  /** The OpenAPI document: a path, or an http(s) URL. @defaultValue the package's own `openapi.json` */
  readonly document?: string | URL;
  /** The port to listen on, 0 to 65535; 0 picks a free one. @defaultValue 0 */
  readonly port?: number;
  /** The address to listen on. @defaultValue '127.0.0.1' */
  readonly host?: string;
  /** Generates replies from the schemas instead of returning the documented example. @defaultValue false */
  readonly dynamic?: boolean;
  /**
   * With `dynamic`, fixes the shape of replies: how many events, of which kinds, which metrics are null. Values with an
   * `x-faker` hint still differ, as Prism does not seed its faker.
   */
  readonly seed?: string;
  /** Runs Prism as a validating proxy in front of this base URL, instead of as a mock. */
  readonly proxyTo?: string | URL;
  /**
   * Answers with an error if a reply violates the document, instead of only listing it in `sl-violations`.
   * @defaultValue false
   */
  readonly errors?: boolean;
}

/** A running Prism. */
export interface Prism {
  /** Its base URL, without a trailing slash. */
  readonly url: string;
  /** Stops it and waits until it has exited. Does nothing the second time. */
  stop(): Promise<void>;
}

const OWN_DOCUMENT = new URL('../../openapi/openapi.json', import.meta.url);
const LISTENING = /Prism is listening on (\S+)\s/;

/**
 * Starts the real Prism, as installed next to this package, with the OpenAPI document, and waits until it listens.
 *
 * @throws {@link OptionError} if options contradict each other.
 * @throws {@link UnavailableError} if Prism is not installed or does not start.
 *
 * @example
 * ```ts
 * const prism = await startPrism({ dynamic: true });
 * const reply = await fetch(`${prism.url}/api/app/3sWXSsqHgSKnE87YkNJK/users/mickael@openreplay.com/sessions`, {
 *   headers: { Authorization: 'any key' },
 * });
 * await prism.stop();
 * ```
 */
export async function startPrism(options: PrismOptions = {}): Promise<Prism> {
  const child = spawn(process.execPath, [resolvePrism(), ...toArguments(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  const kill = () => void child.kill();
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    kill();
    await gone;
  };
  return { url: await listening(child), stop };
}

function resolvePrism(): string {
  const found = findPeer('@stoplight/prism-cli');
  if (found !== undefined) return found;
  throw new UnavailableError(
    'Failed to start Prism: @stoplight/prism-cli is not installed. Add it: npm install --save-dev @stoplight/prism-cli',
  );
}

function toArguments(options: PrismOptions): string[] {
  const { document = OWN_DOCUMENT, port = 0, host = '127.0.0.1', dynamic = false, seed, proxyTo, errors } = options;
  const common = ['--port', String(port), '--host', host, '--multiprocess=false', `--errors=${errors === true}`];
  if (proxyTo === undefined) {
    return [
      'mock',
      toPath(document),
      ...common,
      `--dynamic=${dynamic}`,
      ...(seed === undefined ? [] : ['--seed', seed]),
    ];
  }
  if (dynamic || seed !== undefined) {
    throw new OptionError(
      'Failed to start Prism: a proxy generates no replies. Leave out dynamic and seed, or leave out proxyTo.',
    );
  }
  return ['proxy', toPath(document), String(proxyTo), ...common];
}

function toPath(document: string | URL): string {
  return document instanceof URL && document.protocol === 'file:' ? fileURLToPath(document) : String(document);
}

/** Waits for Prism to say where it listens, and keeps draining its output, so that it does not block on a full pipe. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const url = LISTENING.exec(said)?.[1];
      if (url === undefined) return;
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', read).resume();
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', read);
    child.once('error', (cause) => reject(new UnavailableError(`Failed to start Prism: ${cause.message}.`, { cause })));
    child.once('close', () => reject(new UnavailableError(`Failed to start Prism: ${reasonIn(said)}`)));
  });
}

/** Prism prints its usage around the reason: find the fatal line, or else the last one. */
function reasonIn(said: string): string {
  const fatal = /fatal +(\S.*)/.exec(said)?.[1];
  return fatal || said.trim().split('\n').at(-1) || 'it exited without saying why.';
}
