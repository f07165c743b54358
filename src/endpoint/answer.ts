import type { MockReply } from './message.ts';
import type { Problem } from './problem.ts';
import { toRefusal } from './reply.ts';
import type { Segments } from './route.ts';

/** Answers the query text of a request whose path was understood. */
export type Answer = (query: string) => MockReply | Promise<MockReply>;

/** Understands the path parameters of an operation below a known project, once for all requests to the same path. */
export type Operate = (projectKey: string, segments: Segments) => Answer;

/** Gives the answer that is the same refusal whatever the query. */
export function refuse(problem: Problem): Answer {
  return () => toRefusal(problem);
}
