import { getUserSessions, type Operation, operations } from '../schema/operation.ts';
import type { SessionStore } from '../store/session-store.ts';
import { encodeProblem } from './encode.ts';
import { type Answer, createGetUserSessions } from './get-user-sessions.ts';
import type { MockReply, MockRequest } from './message.ts';
import { decodeSegment } from './parse.ts';
import { problems, unknownRoute, wrongMethod } from './problem.ts';
import { createRouteMatcher } from './route.ts';
import type { WindowMode } from './window.ts';

/** What the handling core needs. */
export interface HandlerOptions {
  readonly store: SessionStore;
  readonly keys: readonly string[];
  readonly basePath: string;
  readonly window: WindowMode;
}

/** Answers a request. A reply that needs nothing to be loaded comes at once, without a promise. */
export type Handler = (request: MockRequest) => MockReply | Promise<MockReply>;

const METHODS = 'GET, HEAD, OPTIONS';

/** Builds the main path: route, method, key, project, then the operation's own answer. */
export function createHandler({ store, keys, basePath, window }: HandlerOptions): Handler {
  const answers: Record<string, Answer> = {
    [getUserSessions.operationId]: createGetUserSessions(store, window),
  };
  const routes = operations.map((operation) => ({
    match: createRouteMatcher(operation, basePath),
    answer: answerOf(answers, operation),
  }));
  const accepted = new Set(keys);

  const respond = ({ method, path, query, authorization }: MockRequest): MockReply | Promise<MockReply> => {
    for (const { match, answer } of routes) {
      const segments = match(path);
      if (!segments) continue;
      if (method === 'OPTIONS') return { status: 204, headers: { allow: METHODS }, body: undefined };
      if (method !== 'GET' && method !== 'HEAD') return encodeProblem(wrongMethod(method, METHODS));
      if (!authorization) return encodeProblem(problems.missingKey);
      if (!accepted.has(authorization)) return encodeProblem(problems.wrongKey);
      const projectKey = decodeSegment(segments.projectKey ?? '');
      if (projectKey === undefined || !store.hasProject(projectKey)) return encodeProblem(problems.unknownProject);
      return answer(projectKey, segments, query);
    }
    return encodeProblem(unknownRoute(basePath));
  };

  return (request) => {
    const reply = respond(request);
    if (request.method !== 'HEAD') return reply;
    return reply instanceof Promise ? reply.then(withoutBody) : withoutBody(reply);
  };
}

function answerOf(answers: Readonly<Record<string, Answer>>, operation: Operation): Answer {
  const answer = answers[operation.operationId];
  if (!answer) throw new TypeError(`No answer is written for the operation ${operation.operationId}.`);
  return answer;
}

function withoutBody(reply: MockReply): MockReply {
  return { ...reply, body: undefined };
}
