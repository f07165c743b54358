import type { MockReply } from './message.ts';
import { type Problem, toErrorReply } from './problem.ts';

const encoder = new TextEncoder();

/** Builds a 200 reply of JSON text. */
export function toReply(body: Uint8Array): MockReply {
  return { status: 200, headers: { 'content-type': 'application/json', 'content-length': String(body.length) }, body };
}

/** Builds a reply from a value to be written as JSON. */
export function toBody(status: number, value: unknown, more: Readonly<Record<string, string>> = {}): MockReply {
  const body = encoder.encode(JSON.stringify(value));
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length), ...more };
  return { status, headers, body };
}

/** Builds the reply to a refused request. */
export function toRefusal(problem: Problem): MockReply {
  return toBody(problem.status, toErrorReply(problem), problem.headers);
}

/** Takes the body off a reply, as HEAD wants it. */
export function withoutBody(reply: MockReply): MockReply {
  return { ...reply, body: undefined };
}
