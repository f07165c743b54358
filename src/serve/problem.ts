import { operations } from '../api/operation.ts';
import type { ErrorReply } from '../api/reply.ts';

/** A refusal: the status and the one sentence that goes with it. */
export interface Problem {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every way a request is refused. */
export const problems = {
  missingKey: {
    status: 401,
    message: 'The API key is missing: send the organization API key in the Authorization header.',
  },
  wrongKey: {
    status: 401,
    message: 'The API key is wrong: send the bare organization API key in the Authorization header, without a scheme.',
  },
  unknownProject: { status: 404, message: 'The project does not exist.' },
  badUserId: {
    status: 400,
    message: 'userId must be 1 to 256 characters, percent-encoded as UTF-8 in one path segment.',
  },
} as const satisfies Record<string, Problem>;

/** The path is of no operation. */
export function unknownRoute(basePath: string): Problem {
  const known = operations.map(({ method, path }) => `${method} ${basePath}${path}`).join(', ');
  return { status: 404, message: `There is nothing at this path. Try ${known}.` };
}

/** A date that cannot be used; `received` is shortened so that a reply stays small. */
export function badDate(name: string, received: readonly string[]): Problem {
  const shown = received.map((text) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)).join(' and ');
  return {
    status: 400,
    message: `${name} must be one whole number of epoch milliseconds from 0 to 8640000000000000, received ${shown}.`,
  };
}

/** The path is right and the method is not. */
export function wrongMethod(method: string, allowed: string): Problem {
  return {
    status: 405,
    message: `The method ${method} is not allowed here; allowed are ${allowed}.`,
    headers: { allow: allowed },
  };
}

/** The body of a refusal. */
export function toErrorReply(problem: Problem): ErrorReply {
  return { errors: [problem.message] };
}
