import type { TransportFault } from './exchange.ts';
import { Unreadable } from './raw/byte-reader.ts';
import { TimeLimit } from './time-limit.ts';

/** A reply exceeds the size limit. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  /** Whether what was read begins as a JSON object does. */
  readonly isJson: boolean;

  constructor(message: string, isJson: boolean) {
    super(message);
    this.isJson = isJson;
  }
}

/** Explains why a request received no complete reply. */
export function toFault(error: unknown, timeoutMs: number): TransportFault {
  if (error instanceof TooLarge) return { kind: 'too-large', message: error.message, isJson: error.isJson };
  if (error instanceof Unreadable)
    return { kind: error.kind === 'cut' ? 'broken' : error.kind, message: error.message };
  const isOver = error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError');
  if (error instanceof TimeLimit || isOver) {
    return { kind: 'timeout', message: `no complete reply within ${timeoutMs} ms` };
  }
  const causes = causesOf(error);
  const code = causes
    .map((cause) => (cause as { code?: unknown }).code)
    .find((value): value is string => typeof value === 'string');
  const text =
    causes
      .map((cause) => cause.message)
      .filter(Boolean)
      .at(-1) ?? String(error);
  const protocol = PROTOCOLS.find(([pattern]) => pattern.test(`${code} ${text}`));
  if (protocol) return { kind: 'unreachable', code: protocol[1], message: protocol[2] };
  const unreachable =
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT|SELF_SIGNED|UNABLE_TO|bad port/.test(
      `${code} ${text}`,
    );
  return {
    kind: unreachable ? 'unreachable' : 'broken',
    code,
    message: `the connection ${unreachable ? 'could not be made' : 'broke off'} (${[code, text].filter(Boolean).join(': ')})`,
  };
}

/** Recognises the other end if it is not an HTTP/1.1 server, as the URL says. */
const PROTOCOLS: readonly [pattern: RegExp, code: string, message: string][] = [
  [/Proxy response \((\d+)\)|Proxy Authentication Required/, 'PROXY', 'the proxy refused to connect to it'],
  [/Proxy unreachable/, 'PROXY', 'its proxy cannot be reached'],
  [/NO_APPLICATION_PROTOCOL/i, 'NO_HTTP1', 'it refuses HTTP/1.1'],
  [
    /ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)|wrong version number/i,
    'NO_TLS',
    'it does not speak TLS',
  ],
  [/HPE_INVALID_(?:CONSTANT|VERSION)|Expected HTTP\//, 'NO_HTTP', 'what it answers is not HTTP/1.1'],
];

function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [error, ...inner.flatMap(causesOf)];
}
