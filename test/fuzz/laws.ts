import type { Conversation } from './converse.ts';
import type { Expectation } from './expectation.ts';
import { type Reply, readReplies } from './replies.ts';

/** A law that a server broke. */
export class Unlawful extends Error {}

/** What was sent: whole requests, and what followed that is not one. */
export interface Sent {
  readonly methods: readonly string[];
  readonly expectations: readonly Expectation[];
  /** How many replies what followed may have. */
  readonly mostMore: number;
}

/** Each whole request has its one reply, in order; whatever follows has few or none; then the connection ends. */
export function checkReplies(sent: Sent, conversation: Conversation): void {
  if (conversation.end === 'stuck') throw new Unlawful('The server neither answered nor closed the connection');
  const { replies, rest } = readReplies(conversation.received, sent.methods);
  if (rest !== '') throw new Unlawful(`A reply is not whole: ${JSON.stringify(rest.slice(0, 200))}`);
  for (const [index, reply] of replies.entries()) checkReply(reply, sent.methods[index] === 'HEAD');
  const wanted = checkInOrder(sent, replies);
  const most = wanted === sent.methods.length ? wanted + sent.mostMore : wanted;
  if (replies.length > most) {
    throw new Unlawful(`There are ${replies.length} replies where at most ${most} are due: ${show(replies[most])}`);
  }
}

/** Whatever was sent, each reply is one, and none is an unexpected failure. */
export function checkAnyReplies(text: string, conversation: Conversation): void {
  if (conversation.end === 'stuck') throw new Unlawful('The server neither answered nor closed the connection');
  // a reply without a body is read as one where a request may have been HEAD
  const { replies, rest } = readReplies(conversation.received, methodsIn(conversation.received));
  if (rest !== '') throw new Unlawful(`A reply is not whole: ${JSON.stringify(rest.slice(0, 200))}`);
  for (const reply of replies) {
    if (reply.status >= 500 && !/code=.?5/.test(text)) throw new Unlawful(`The server failed: ${show(reply)}`);
    checkReply(reply, reply.body === '');
  }
}

/** Returns how many replies were due, of which the last may end the connection. */
function checkInOrder({ methods, expectations }: Sent, replies: readonly Reply[]): number {
  for (const [index, expectation] of expectations.entries()) {
    const reply = replies[index];
    if (!reply) throw new Unlawful(`Request ${index + 1} of ${methods.length} got no reply`);
    const closes = reply.headers.get('connection')?.toLowerCase() === 'close';
    if (expectation.mayBeRefused && closes && [400, 431].includes(reply.status)) return index + 1;
    checkAgainst(expectation, reply, methods[index] === 'HEAD', index);
    // one of HTTP/1.0 ends the connection if its reply gives no length
    const mayClose = expectation.mayBeRefused || expectation.mayClose === true;
    if (expectation.isLast || (mayClose && closes)) return index + 1;
  }
  return expectations.length;
}

function checkAgainst({ status, body }: Expectation, reply: Reply, isToHead: boolean, index: number): void {
  const isRight = typeof status === 'number' ? reply.status === status : status(reply.status);
  if (!isRight) throw new Unlawful(`Reply ${index + 1} should be ${status}: ${show(reply)}`);
  if (body !== undefined && !isToHead && reply.body !== body) {
    throw new Unlawful(
      `Reply ${index + 1} has another body than ${JSON.stringify(body.slice(0, 200))}: ${show(reply)}`,
    );
  }
}

/** A refusal says why, in words. */
function checkReply(reply: Reply, mayBeEmpty: boolean): void {
  if (reply.status < 400) return;
  if (reply.headers.get('content-type') !== 'application/json') throw new Unlawful(`This is not JSON: ${show(reply)}`);
  if (reply.body === '' && mayBeEmpty) return;
  const { errors } = JSON.parse(Buffer.from(reply.body, 'latin1').toString('utf8'));
  const areWords = Array.isArray(errors) && errors.length > 0 && errors.every((text) => / .*\.$/s.test(text));
  if (!areWords) throw new Unlawful(`A refusal is to say why in a sentence: ${show(reply)}`);
  if (/\n\s+at |node:internal|\/src\/|\/dist\//.test(reply.body)) throw new Unlawful(`This leaks: ${show(reply)}`);
}

function methodsIn(received: string): string[] {
  const heads = received.split(/(?=HTTP\/1\.1 \d{3} )/);
  return heads
    .filter((text) => !text.startsWith('HTTP/1.1 100 '))
    .map((text) => (text.endsWith('\r\n\r\n') ? 'HEAD' : 'GET'));
}

function show(reply: Reply | undefined): string {
  return reply ? `${reply.status} ${JSON.stringify(reply.body.slice(0, 300))}` : 'none';
}
