import type { Exchange, ExchangeTime } from '../wire/exchange.ts';
import type { Redactor } from '../wire/redact.ts';

/** One request of a run with its outcome; keys are masked everywhere. */
export interface SeenExchange extends ExchangeTime {
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** The name and value of each header that the kit set. */
    readonly headers: readonly SeenHeader[];
    readonly body: string | undefined;
  };
  /** Undefined if no complete reply was received. */
  readonly reply:
    | {
        readonly status: number;
        readonly headers: readonly SeenHeader[];
        /** The body as text; undefined if it is not UTF-8. */
        readonly body: string | undefined;
        /** Size of the body, in bytes. */
        readonly size: number;
      }
    | undefined;
  /** Why no complete reply was received. */
  readonly fault: string | undefined;
}

/** A header. */
export type SeenHeader = readonly [name: string, value: string];

/** Called with each exchange when it ends. */
export type OnExchange = (exchange: SeenExchange) => void;

/** Masks the keys of an exchange, in the request and in the reply. */
export function toSeenExchange({ request, reply, fault, time }: Exchange, { mask }: Redactor): SeenExchange {
  const { credential, raw } = request;
  const sent = raw
    ? raw.fields.map(({ name, value, shell }): SeenHeader => [name, shell ?? value])
    : [...Object.entries(request.headers), ...(credential ? [['authorization', credential.shell] as const] : [])];
  const masked = ([name, value]: SeenHeader): SeenHeader => [name, mask(value)];
  return {
    startedAt: time?.startedAt ?? 0,
    durationMs: time?.durationMs ?? 0,
    request: {
      method: request.method,
      url: mask(request.url),
      headers: sent.map(masked),
      body: request.body === undefined ? undefined : mask(request.body),
    },
    reply: reply && {
      status: reply.status,
      headers: [...reply.headers].map(masked),
      body: reply.text === undefined ? undefined : mask(reply.text),
      size: reply.bytes.length,
    },
    fault: fault && mask(fault.message),
  };
}
