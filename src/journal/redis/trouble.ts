import { codeOf } from '../../shared/system-error.ts';

/** What a server means by an error that it answers with, by its first word. */
const ANSWERS: Readonly<Record<string, string>> = {
  OOM: 'it is full (maxmemory)',
  READONLY: 'it is read-only',
  MISCONF: 'it cannot write to its disk',
  LOADING: 'it is still loading its data',
  NOAUTH: 'it asks for a password',
  WRONGPASS: 'it refuses the user or the password',
  NOPERM: 'its user may not do what is needed',
  CLUSTERDOWN: 'its cluster is down',
  MASTERDOWN: 'its primary is down',
  TRYAGAIN: 'its cluster is moving the keys',
  NOREPLICAS: 'it has too few replicas',
  BUSY: 'it is busy with a script of somebody else',
  WRONGTYPE: 'other data has the names of its keys',
};

/** What a system means by an error. */
const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'it gives no answer',
};

/** What it means by names of errors that the client has. */
const NAMES: Readonly<Record<string, string>> = {
  SocketClosedUnexpectedlyError: 'the connection broke',
  DisconnectsClientError: 'the connection broke',
  ClientClosedError: 'the connection is closed',
  ConnectionTimeoutError: 'it gives no answer',
};

/** A server that does not answer in time. */
export class NoAnswer extends Error {}

/** A command that was not even sent. */
export class NotSent extends Error {}

/** Whether a server has answered with an error, and so has not done what it was asked. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^[A-Z]{2,} /.test(error.message);
}

/** Gives the first word of an error that a server answered with. */
export function wordOf(error: unknown): string | undefined {
  return error instanceof Error ? /^([A-Z]{2,}) /.exec(error.message)?.[1] : undefined;
}

/** Says in words what is wrong with a server, such as `it is full (maxmemory)`. */
export function troubleOf(error: unknown): string {
  if (error instanceof NotSent) return 'there is no connection';
  if (error instanceof NoAnswer) return 'it gives no answer';
  const known = ANSWERS[wordOf(error) ?? ''] ?? CODES[codeOf(error) ?? ''];
  if (known) return known;
  if (error instanceof AggregateError && error.errors.length > 0) return troubleOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return NAMES[error.constructor.name] ?? error.message.replace(/\.$/, '');
}
