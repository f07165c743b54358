import type { ErrorReply } from '../../api/error-reply.ts';
import type { Problem, Refused } from '../../api/problem.ts';
import { MOST_ISSUES, type RecordIssue } from '../../shared/errors.ts';
import { toIssues } from '../../shared/issues.ts';
import { findJsonFault } from '../../shared/json-place.ts';

/** A scheme unknown to browsers, so that none asks for a password. RFC 9110, 11.6.1. */
const CHALLENGE = { 'www-authenticate': 'ControlKey realm="openreplay-kit"' };
const SHOWN_ISSUES = 50;
const NOT_ENCODED = 'The path is not percent-encoded UTF-8.';

/** Builds the refusal of a request: a status and a clear sentence for each reason. */
export function refuse(problem: Problem): Refused {
  switch (problem.kind) {
    case 'unknown-path':
      return refused(404, ['There is nothing at this path. Try /__kit/openapi.json.']);
    case 'wrong-method': {
      const { method, allow } = problem;
      return refused(405, [`The method ${method} is not allowed here; allowed are ${allow}.`], { allow });
    }
    case 'missing-key':
      return refused(401, ['The control key is missing: send it in the X-Control-Key header.'], CHALLENGE);
    case 'wrong-key':
      return refused(401, ['The control key in the X-Control-Key header is wrong.'], CHALLENGE);
    case 'unknown-project':
      return refused(404, ['The project does not exist.']);
    case 'bad-path':
      return refused(404, hasUndecoded(problem.input) ? [NOT_ENCODED] : toSentences(toIssues(problem, problem.input)));
    case 'bad-query':
    case 'bad-body':
      return refused(400, toSentences(toIssues(problem, problem.input)));
    case 'repeated-parameter':
      return refused(400, [`${problem.name} must be given once, received ${problem.values.length} times.`]);
    case 'missing-body':
      return refused(400, ['The body is missing.']);
    case 'large-body': {
      const { mostBytes, remedy } = problem;
      return refused(413, [
        `The body is too large: at most ${mostBytes} bytes are accepted.${remedy ? ` ${remedy}` : ''}`,
      ]);
    }
    case 'broken-body':
      return refused(400, [whyBroken(problem)]);
    case 'other':
      return refused(problem.status, problem.sentences, problem.headers);
  }
}

/** Turns each issue into a sentence, as many as a reader can use. */
export function toSentences(issues: readonly RecordIssue[]): string[] {
  const sentences = issues.slice(0, SHOWN_ISSUES).map(({ path, message }) => `${path}: ${message}.`);
  const left = issues.length - sentences.length;
  // issues beyond the maximum were not counted
  const least = issues.length < MOST_ISSUES ? '' : 'at least ';
  return left > 0 ? [...sentences, `There are ${least}${left} more of these.`] : sentences;
}

/** Whether a segment of the path could not be decoded. */
function hasUndecoded(segments: unknown): boolean {
  return Object.values(Object(segments)).includes(undefined);
}

/** Bodies up to this size are searched for the exact character; longer ones would block for too long. */
const MOST_SEARCHED_BYTES = 1_000_000;

function whyBroken({ bytes, from, to }: Extract<Problem, { kind: 'broken-body' }>): string {
  if (from !== undefined && bytes.length > MOST_SEARCHED_BYTES) {
    return `The body must be JSON: it is invalid between bytes ${from} and ${to}.`;
  }
  const text = decode(bytes);
  if (text === undefined) return 'The body must be JSON in UTF-8, received other bytes.';
  const { line, column, isEnd } = findJsonFault(text);
  const received = text.split('\n')[line - 1]?.slice(column - 1, column + 19);
  const why = isEnd ? 'it ends too early' : `received ${JSON.stringify(received)}`;
  return `The body must be JSON: line ${line}, column ${column}: ${why}.`;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refused(status: number, errors: readonly string[], headers: Readonly<Record<string, string>> = {}): Refused {
  const body: ErrorReply = { errors: [...errors] };
  return { status, headers, body };
}
