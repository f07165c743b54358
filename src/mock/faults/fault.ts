import { type FaultInput, faultInputSchema } from '../../kit/fault.ts';
import type { Effect } from '../../serve/trouble.ts';
import { parseInputBy } from '../../shared/parse-options.ts';

/** A fault that is set. */
export interface Fault extends Readonly<FaultInput> {
  /** Such as `fault-1`. */
  readonly id: string;
  /** How many requests it has applied to so far; keeps counting. */
  readonly hits: number;
}

/** What something applies to: a project, a user, or all requests if neither is named. */
interface Target {
  readonly projectKey?: string | undefined;
  readonly userId?: string | undefined;
}

/** The project and user in the path of a request, as far as it names them. */
export interface RequestSubject {
  readonly projectKey?: string | undefined;
  readonly userId?: string | undefined;
}

/** Whether a target matches the project and user of a request. */
export function matches(target: Target, { projectKey, userId }: RequestSubject): boolean {
  return (
    (target.projectKey === undefined || target.projectKey === projectKey) &&
    (target.userId === undefined || target.userId === userId)
  );
}

/**
 * Checks what goes wrong on purpose.
 *
 * @throws OptionError that names every invalid field, what was expected and what was received.
 */
export function parseFault(input: unknown): FaultInput {
  return parseInputBy(faultInputSchema, input, 'set the fault');
}

/** The text of a refusal by status, without its full stop. */
const REASONS: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood',
  401: 'The API key is not accepted',
  403: 'The API key has no access to this project',
  404: 'The project does not exist',
  408: 'The request took too long',
  429: 'Too many requests',
  500: 'Something went wrong on the server',
  502: 'The server behind the gateway sent no valid reply',
  503: 'The service is unavailable',
  504: 'The server behind the gateway did not reply in time',
};

/** Builds the refusal of a fault with its message and headers; undefined if the fault has no status. */
export function toRefusal({ status, message, retryAfterSeconds }: FaultInput): Effect['refusal'] {
  if (status === undefined) return undefined;
  return {
    status,
    message: message ?? sentenceOf(status, retryAfterSeconds),
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  };
}

function sentenceOf(status: number, retryAfterSeconds: number | undefined): string {
  const reason = REASONS[status] ?? (status < 500 ? 'The request is refused' : 'The server failed');
  if (retryAfterSeconds === undefined) return `${reason}.`;
  return `${reason}: try again in ${retryAfterSeconds} ${retryAfterSeconds === 1 ? 'second' : 'seconds'}.`;
}
