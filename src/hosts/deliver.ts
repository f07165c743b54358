import type { ServerResponse } from 'node:http';
import type { MockReply } from '../serve/message.ts';

/** Sends a reply, delayed or broken if its delivery says so. */
export function deliver(response: ServerResponse, reply: MockReply, headers: Readonly<Record<string, string>>): void {
  const { delivery } = reply;
  if (delivery === undefined) {
    send(response, reply, headers);
    return;
  }
  if (delivery.delayMs === 0) {
    sendOrBreak(response, reply, headers);
    return;
  }
  const timer = setTimeout(() => sendOrBreak(response, reply, headers), delivery.delayMs);
  // no timer remains if the client leaves before the reply
  response.once('close', () => clearTimeout(timer));
}

function sendOrBreak(response: ServerResponse, reply: MockReply, headers: Readonly<Record<string, string>>): void {
  const { drop, cutAfterBytes } = reply.delivery ?? {};
  if (drop) {
    response.destroy();
    return;
  }
  if (cutAfterBytes === undefined || reply.body === undefined) {
    send(response, reply, headers);
    return;
  }
  response.writeHead(reply.status, headers);
  response.flushHeaders();
  response.write(reply.body.subarray(0, cutAfterBytes), () => response.destroy());
}

function send(response: ServerResponse, reply: MockReply, headers: Readonly<Record<string, string>>): void {
  response.writeHead(reply.status, headers);
  if (!reply.pieces) {
    response.end(reply.body);
    return;
  }
  // all are sent at once, together with the head
  response.cork();
  for (const piece of reply.pieces) response.write(piece, 'latin1');
  response.end();
}
