import type { Worker } from 'node:cluster';

/** A message between Node's own parts of a cluster, as far as it is read here. */
interface OwnMessage {
  readonly cmd?: unknown;
  readonly act?: unknown;
  readonly seq?: unknown;
  readonly ack?: unknown;
}

/**
 * Hands a connection that a worker was given, and did not take before it was killed, to another worker. Node waits for the
 * word of the dead one, and would keep the connection open without an answer.
 *
 * The messages are Node's own, of no public form: where Node changes them, nothing is handed on, and nothing else changes.
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
  // not before: Node has crossed the worker off by then, so that it does not get them again
  child.once('exit', () => {
    for (const ack of untaken) child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack, accepted: false });
  });
}
