import type { Problem, Refused } from '../problem.ts';
import { isRoot } from './path.ts';
import type { V1Release } from './release.ts';
import { readWholeNumber } from './whole-number.ts';

const TEXT = 'text/plain; charset=utf-8';

/** The reply of a failing server, as for a NUL, which its store cannot hold. */
const FAILED: Refused = { status: 500, headers: { 'content-type': TEXT }, text: 'Internal Server Error' };

/** Builds the refusal of a request, as a release words it (`observed: v1`). */
export function refuse(problem: Problem, release: V1Release): Refused {
  switch (problem.kind) {
    case 'unknown-path':
      if (!isRoot(problem.path, release)) return { status: 404, body: { detail: 'Not Found' } };
      return problem.method === 'GET' ? { status: 200, body: {} } : refuseMethod('GET');
    case 'wrong-method':
      // the first route of the path is named
      return refuseMethod(problem.allow.split(', ')[0] ?? '');
    case 'missing-key':
      return { status: release === '1.10' ? 403 : 401, body: { errors: ['Not authenticated'] } };
    case 'wrong-key':
      return { status: 401, body: { errors: ['Invalid API Key'] } };
    case 'unknown-project':
      return problem.projectKey?.includes('\0') ? FAILED : { status: 404, body: { errors: ['project not found.'] } };
    case 'bad-path':
      return { status: 422, body: { detail: toDetails('path', problem, release) } };
    case 'bad-query':
      return { status: 422, body: { detail: toDetails('query', problem, release) } };
    case 'other':
      return problem.status === 500
        ? FAILED
        : { status: problem.status, headers: problem.headers ?? {}, body: { errors: problem.sentences } };
    default:
      return { status: 400, body: { detail: 'There was an error parsing the body' } };
  }
}

function refuseMethod(allow: string): Refused {
  return { status: 405, headers: { allow }, body: { detail: 'Method Not Allowed' } };
}

type Bad = Extract<Problem, { issues: unknown }>;

const PYDANTIC_2 = {
  int_parsing: 'Input should be a valid integer, unable to parse string as an integer',
  int_parsing_size: 'Unable to parse input string as an integer, exceeded maximum size',
};

function toDetails(place: 'path' | 'query', { issues, input }: Bad, release: V1Release): unknown[] {
  return issues.map((issue) => {
    const name = String(issue.path[0]);
    // Cast: parameters are texts by name
    const text = (input as Readonly<Record<string, string | undefined>>)[name] ?? '';
    const loc = [place, name];
    if (release === '1.10') return { loc, msg: 'value is not a valid integer', type: 'type_error.integer' };
    const read = readWholeNumber(text, release);
    const type = 'fault' in read ? read.fault : 'int_parsing';
    return { type, loc, msg: PYDANTIC_2[type], input: text };
  });
}
