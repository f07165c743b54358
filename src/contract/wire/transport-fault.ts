import type { TransportFault } from './exchange.ts';
import { Unreadable } from './raw/byte-reader.ts';
import { TimeLimit } from './time-limit.ts';

/** A reply has more bytes than are read. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Says why a request got no complete reply. */
export function toFault(error: unknown, timeoutMs: number): TransportFault {
  if (error instanceof TooLarge) return { kind: 'too-large', message: error.message };
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

function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [error, ...inner.flatMap(causesOf)];
}
