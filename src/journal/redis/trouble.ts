import { codeOf } from '../../shared/system-error.ts';

/** Server errors in words, by their first word. */
const ANSWERS: Readonly<Record<string, string>> = {
  OOM: 'it is full (maxmemory)',
  READONLY: 'it is read-only',
  MISCONF: 'it cannot write to its disk',
  LOADING: 'it is still loading its data',
  NOAUTH: 'it requires a password',
  WRONGPASS: 'it rejects the user or the password',
  NOPERM: 'its user lacks a permission',
  CLUSTERDOWN: 'its cluster is down',
  MASTERDOWN: 'its primary is down',
  TRYAGAIN: 'its cluster is moving the keys',
  NOREPLICAS: 'it has too few replicas',
  BUSY: 'it is busy with another script',
  WRONGTYPE: 'its keys hold other data',
};

/** System errors in words. */
const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be resolved',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'it does not answer',
};

/** Client errors in words, by name. */
const NAMES: Readonly<Record<string, string>> = {
  SocketClosedUnexpectedlyError: 'the connection broke',
  DisconnectsClientError: 'the connection broke',
  ClientClosedError: 'the connection is closed',
  ConnectionTimeoutError: 'it does not answer',
};

/** A server that does not answer in time. */
export class NoAnswer extends Error {}

/** A command that was never sent. */
export class NotSent extends Error {}

/** Whether a server has answered with an error, and so has not run the command. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^[A-Z]{2,} /.test(error.message);
}

/** Returns the first word of an error that a server answered with. */
export function wordOf(error: unknown): string | undefined {
  return error instanceof Error ? /^([A-Z]{2,}) /.exec(error.message)?.[1] : undefined;
}

/** Explains in words what is wrong with a server, such as `it is full (maxmemory)`. */
export function troubleOf(error: unknown): string {
  if (error instanceof NotSent) return 'there is no connection';
  if (error instanceof NoAnswer) return 'it does not answer';
  const known = ANSWERS[wordOf(error) ?? ''] ?? CODES[codeOf(error) ?? ''];
  if (known) return known;
  if (error instanceof AggregateError && error.errors.length > 0) return troubleOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return NAMES[error.constructor.name] ?? error.message.replace(/\.$/, '');
}
