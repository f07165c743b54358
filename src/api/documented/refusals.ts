import type { ErrorReply } from '../error-reply.ts';
import type { Problem, Refused } from '../problem.ts';

/** Builds the refusal of a request: a status and one clear sentence. */
export function refuse(problem: Problem): Refused {
  switch (problem.kind) {
    case 'unknown-path':
      return refused(404, `There is nothing at this path. Try ${problem.known.join(', ')}.`);
    case 'wrong-method': {
      const { method, allow } = problem;
      return refused(405, `The method ${method} is not allowed here; allowed are ${allow}.`, { allow });
    }
    case 'missing-key':
      return refused(401, 'The API key is missing: send the organization API key in the Authorization header.');
    case 'wrong-key':
      return refused(
        401,
        'The API key is wrong: send the bare organization API key in the Authorization header, without a scheme.',
      );
    case 'unknown-project':
      return refused(404, 'The project does not exist.');
    case 'bad-path':
      return refused(400, 'userId must be 1 to 256 characters, percent-encoded as UTF-8 in one path segment.');
    case 'bad-query': {
      const name = String(problem.issues[0]?.path[0]);
      // Cast: query parameters are texts by name
      return badDate(name, [(problem.input as Readonly<Record<string, string>>)[name] ?? '']);
    }
    case 'repeated-parameter':
      return badDate(problem.name, problem.values);
    case 'other':
      return refused(problem.status, problem.sentences.join(' '), problem.headers);
    default:
      throw new TypeError(`No operation of the documented API has a body, but one was refused: ${problem.kind}.`);
  }
}

/** An invalid date; the received text is truncated so that the reply stays small. */
function badDate(name: string, received: readonly string[]): Refused {
  const shown = received.map((text) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)).join(' and ');
  return refused(
    400,
    `${name} must be one whole number of epoch milliseconds from 0 to 8640000000000000, received ${shown}.`,
  );
}

function refused(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): Refused {
  const body: ErrorReply = { errors: [sentence] };
  return { status, headers, body };
}
