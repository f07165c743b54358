import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge } from '../serve/message.ts';
import { endGently } from './linger.ts';

const LEAST_DRAINED_BYTES = 16 * 2 ** 20;

/** The body of an incoming request, read only on demand. */
export class RequestBody {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #mostBytes: number;
  readonly #announcedBytes: number;
  /** Whether the client still waits for 100 Continue. */
  #expectsContinue: boolean;

  /** @param expectsContinue - whether 100 Continue is sent when it is read. */
  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    mostBytes: number,
    expectsContinue = request.headers.expect !== undefined,
  ) {
    this.#request = request;
    this.#response = response;
    this.#mostBytes = mostBytes;
    this.#announcedBytes = Number(request.headers['content-length'] ?? 0);
    this.#expectsContinue = expectsContinue;
  }

  /** Whether there is a body. */
  get isThere(): boolean {
    return hasBody(this.#request);
  }

  /**
   * Returns the body, undefined if it is empty. Rejects with {@link BodyTooLarge} as soon as it is known to be too
   * large.
   */
  async read(): Promise<Uint8Array | undefined> {
    if (this.#announcedBytes > this.#mostBytes) throw this.#tooLarge();
    if (this.#expectsContinue && this.isThere) sendContinue(this.#response);
    this.#expectsContinue = false;
    return new Promise((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      this.#eachChunk(this.#mostBytes, {
        take: (chunk) => void chunks.push(chunk),
        onMore: () => {
          chunks.length = 0;
          reject(this.#tooLarge());
        },
      });
      this.#request.once('end', () => resolve(chunks.length === 0 ? undefined : Buffer.concat(chunks)));
      this.#request.once('error', reject);
    });
  }

  #tooLarge(): BodyTooLarge {
    return new BodyTooLarge(this.#mostBytes, 'Raise the limit with --max-body, or limits.bodyBytes of serve.');
  }

  /**
   * Drains what was not read, as a client may send all of it before it reads the reply, which has not started yet. A
   * body far above the limit ends the connection after the reply.
   */
  drain(): void {
    if (!this.isThere || this.#request.complete) return;
    const most = Math.max(LEAST_DRAINED_BYTES, 2 * this.#mostBytes);
    if (this.#announcedBytes > most) this.#response.shouldKeepAlive = false;
    this.#eachChunk(most, {
      take: () => {},
      onMore: () => {
        this.#request.pause();
        const { socket } = this.#request;
        if (this.#response.writableFinished) endGently(socket);
        else this.#response.once('finish', () => endGently(socket));
      },
    });
  }

  /** Collects chunks up to a number of bytes, and returns whether there are more. */
  #eachChunk(most: number, { take, onMore }: { take: (chunk: Uint8Array) => void; onMore: () => void }): void {
    let length = 0;
    const count = (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= most) return take(chunk);
      this.#request.off('data', count);
      onMore();
    };
    this.#request.on('data', count);
  }
}

/** Whether a request has a body, according to its head. RFC 9112, 6.3. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Sends 100 Continue, then runs the callback. */
export function sendContinue(response: ServerResponse, then = () => {}): void {
  const send = () => {
    response.writeContinue();
    then();
  };
  // sent too early, node:http would put it in the middle of the previous reply
  if (response.socket) send();
  else response.once('socket', send);
}
