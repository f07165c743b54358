import type { ControlOperation } from '../kit/control/operation.ts';
import type { ControlReply, Stream, WholeReply } from './message.ts';
import type { Refusal } from './refusal.ts';

const encoder = new TextEncoder();

/** What a browser may do with any reply: nothing but show it to a page of this server itself. */
const CLOSED = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** Builds the reply of an operation that succeeded. */
export function encodeSuccess(operation: ControlOperation, result: unknown): ControlReply {
  const [code, row] = Object.entries(operation.replies).find(([status]) => Number(status) < 300) ?? [];
  if (row?.contentType === 'text/event-stream') {
    const headers = { ...CLOSED, 'content-type': `${row.contentType}; charset=utf-8` };
    // Cast: the answer to an operation with such a reply gives a stream, which the type of rows ensures
    return { status: 200, headers, stream: result as Stream };
  }
  return row?.schema ? encodeJson(Number(code), result) : { status: Number(code), headers: CLOSED, body: undefined };
}

/** Builds the reply to a refused request; keys are taken out of what it says. */
export function encodeRefusal({ status, errors, headers }: Refusal, redact: (text: string) => string): WholeReply {
  return encodeJson(status, { errors: errors.map(redact) }, headers);
}

/** Builds the reply to HEAD. */
export function withoutBody({ status, headers }: ControlReply): WholeReply {
  return { status, headers, body: undefined };
}

function encodeJson(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): WholeReply {
  const body = encoder.encode(JSON.stringify(value));
  return {
    status,
    headers: { ...CLOSED, 'content-type': 'application/json', 'content-length': String(body.length), ...headers },
    body,
  };
}
