import { getUserSessions, type Operation, operations } from '../api/operation.ts';
import type { SessionStore } from '../store/session-store.ts';
import { createGetUserSessions } from './get-user-sessions.ts';
import type { MockReply, MockRequest } from './message.ts';
import { type Preferences, parsePrefer } from './prefer.ts';
import { toPreferred } from './preferred.ts';
import { problems, unknownRoute, wrongMethod } from './problem.ts';
import { toRefusal, withoutBody } from './reply.ts';
import { type Answer, createTargetReader, type Target } from './target.ts';
import { type Trouble, toDelivery } from './trouble.ts';
import type { WindowMode } from './window.ts';

/** What the handling core needs. */
export interface HandlerOptions {
  readonly store: SessionStore;
  readonly keys: readonly string[];
  readonly basePath: string;
  readonly window: WindowMode;
  readonly trouble: Trouble;
  readonly hasUnsafeIds: (projectKey: string, userId: string) => boolean;
}

/** Answers a request. A reply that needs nothing to be loaded comes at once, without a promise. */
export type Handler = (request: MockRequest) => MockReply | Promise<MockReply>;

const METHODS = 'GET, HEAD, OPTIONS';
const ALLOWED: MockReply = { status: 204, headers: { allow: METHODS }, body: undefined };

/** Builds the main path: target, method, what goes wrong on purpose, key, project, then the operation's own answer. */
export function createHandler({ store, keys, basePath, window, trouble, hasUnsafeIds }: HandlerOptions): Handler {
  const own: Record<string, Answer> = {
    [getUserSessions.operationId]: createGetUserSessions({ store, window, hasUnsafeIds }),
  };
  const answers = new Map(operations.map((operation) => [operation, answerOf(own, operation)]));
  const targetOf = createTargetReader(answers, basePath);
  const accepted = new Set(keys);

  const respond = (request: MockRequest): MockReply | Promise<MockReply> => {
    const { method, path, prefer } = request;
    const target = targetOf(path);
    if (!target) return toRefusal(unknownRoute(basePath));
    if (method === 'OPTIONS') return ALLOWED;
    if (method !== 'GET' && method !== 'HEAD') return toRefusal(wrongMethod(method, METHODS));
    if (prefer === undefined && !trouble.isActive) return usual(request, target);
    return disturb(prefer, target, () => usual(request, target));
  };

  const usual = ({ authorization, query }: MockRequest, { answer, segments }: Target) => {
    if (!authorization) return toRefusal(problems.missingKey);
    if (!accepted.has(authorization)) return toRefusal(problems.wrongKey);
    const { projectKey } = segments;
    if (projectKey === undefined || !store.hasProject(projectKey)) return toRefusal(problems.unknownProject);
    return answer(projectKey, segments, query);
  };

  /** Answers otherwise than usual, where the client asks for it or something goes wrong on purpose. */
  const disturb = async (
    header: string | undefined,
    target: Target,
    answer: () => MockReply | Promise<MockReply>,
  ): Promise<MockReply> => {
    const preferences = header === undefined ? {} : parsePrefer(header);
    if (typeof preferences === 'string') return toRefusal({ status: 400, message: preferences });
    const effect = await trouble.next(target.segments);
    const reply = effect?.refusal ? toRefusal(effect.refusal) : await prefer(preferences, answer);
    const { status, headers, body } = reply;
    return { status, headers, body, delivery: toDelivery(reply, effect, preferences.delayMs) };
  };

  return (request) => {
    const reply = respond(request);
    if (request.method !== 'HEAD') return reply;
    return reply instanceof Promise ? reply.then(withoutBody) : withoutBody(reply);
  };
}

/** An example of success is only for who would have had success. */
async function prefer(preferences: Preferences, usual: () => MockReply | Promise<MockReply>): Promise<MockReply> {
  const preferred = toPreferred(preferences);
  if (preferred && preferred.status !== 200) return preferred;
  const reply = await usual();
  return reply.status === 200 ? (preferred ?? reply) : reply;
}

function answerOf(answers: Readonly<Record<string, Answer>>, operation: Operation): Answer {
  const answer = answers[operation.operationId];
  if (!answer) throw new TypeError(`No answer is written for the operation ${operation.operationId}.`);
  return answer;
}
