import type { Worker } from 'node:cluster';

/** The part of Node's internal cluster messages that is read here. */
interface OwnMessage {
  readonly cmd?: unknown;
  readonly act?: unknown;
  readonly seq?: unknown;
  readonly ack?: unknown;
}

/**
 * Hands a connection that a worker received, but did not accept before it was killed, to another worker. Node waits for
 * the dead worker's reply, and would keep the connection open without an answer.
 *
 * The messages are internal to Node. If Node changes them, nothing is handed on, and nothing else changes.
 */
export function handOnUntaken({ process: child }: Worker): void {
  const untaken = new Set<unknown>();
  const send = child.send;
  child.send = (message: unknown, ...rest: unknown[]) => {
    const { cmd, act, seq } = message as OwnMessage;
    if (cmd === 'NODE_CLUSTER' && act === 'newconn') untaken.add(seq);
    return Reflect.apply(send, child, [message, ...rest]);
  };
  child.on('internalMessage', ({ ack }: OwnMessage) => untaken.delete(ack));
  // not earlier: only now has Node removed the worker, so that it does not receive them again
  child.once('exit', () => {
    for (const ack of untaken) child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack, accepted: false });
  });
}
