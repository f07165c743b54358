import type { ServerResponse } from 'node:http';
import type { MockReply } from '../endpoint/message.ts';

/** Sends a reply, late or broken where it is to be so. */
export function deliver(response: ServerResponse, reply: MockReply, headers: Readonly<Record<string, string>>): void {
  const { delivery } = reply;
  if (delivery === undefined) {
    response.writeHead(reply.status, headers);
    response.end(reply.body);
    return;
  }
  if (delivery.delayMs === 0) {
    sendOrBreak(response, reply, headers);
    return;
  }
  const timer = setTimeout(() => sendOrBreak(response, reply, headers), delivery.delayMs);
  // who leaves before the reply comes leaves nothing behind
  response.once('close', () => clearTimeout(timer));
}

function sendOrBreak(response: ServerResponse, reply: MockReply, headers: Readonly<Record<string, string>>): void {
  const { drop, cutAfterBytes } = reply.delivery ?? {};
  if (drop) {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, headers);
  if (cutAfterBytes === undefined || reply.body === undefined) {
    response.end(reply.body);
    return;
  }
  response.flushHeaders();
  response.write(reply.body.subarray(0, cutAfterBytes), () => response.destroy());
}
