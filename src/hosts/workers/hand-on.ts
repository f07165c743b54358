import type { Worker } from 'node:cluster';

/** The part of Node's internal cluster messages that is read here. */
interface OwnMessage {
  readonly cmd?: unknown;
  readonly act?: unknown;
  readonly seq?: unknown;
  readonly ack?: unknown;
}

/** What Node passes to a worker with a new connection. */
interface Handle {
  close(): void;
}

/** The workers that Node gives connections to. */
const taking = new Set<Worker>();

/**
 * Hands a connection that a worker received, but did not accept before it was killed, to another worker; closes it if no
 * other takes connections. Node waits for the dead worker's reply, and would keep the connection open without an answer.
 *
 * The messages are internal to Node. If Node changes them, nothing is handed on, and nothing else changes.
 */
export function handOnUntaken(worker: Worker): void {
  const { process: child } = worker;
  const untaken = new Map<unknown, Handle | undefined>();
  const send = child.send;
  child.send = (message: unknown, ...rest: unknown[]) => {
    const { cmd, act, seq } = message as OwnMessage;
    if (cmd === 'NODE_CLUSTER' && act === 'newconn') untaken.set(seq, rest[0] as Handle | undefined);
    return Reflect.apply(send, child, [message, ...rest]);
  };
  child.on('internalMessage', ({ ack }: OwnMessage) => untaken.delete(ack));
  worker.once('listening', () => taking.add(worker));
  // not earlier: only now has Node removed the worker, so that it does not receive them again
  child.once('exit', () => {
    taking.delete(worker);
    for (const [ack, handle] of untaken) {
      if (taking.size === 0) handle?.close();
      else child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack, accepted: false });
    }
  });
}
