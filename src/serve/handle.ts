import type { ApiRules } from '../api/api.ts';
import { Refusal, refuse } from '../api/problem.ts';
import { type Known, runSteps, startVisit, type Visit } from './checks.ts';
import { finished } from './finish.ts';
import { bodyLength, type MockReply, type MockRequest } from './message.ts';
import { Mounts, type PlannedRow } from './mounts.ts';
import type { Preferred } from './prefer.ts';
import { fromRefused, toRefusal, toReply, withoutBody } from './reply.ts';
import { rowFor, type Target } from './router.ts';
import type { Backend, ServiceEntry } from './service.ts';
import { type Trouble, toDelivery } from './trouble.ts';

export interface HandlerOptions {
  /** The APIs to serve, at least one. */
  readonly services: readonly [ServiceEntry, ...ServiceEntry[]];
  /** Base path of the first one. */
  readonly basePath: string;
  readonly backend: Backend;
  readonly keys: readonly string[];
  readonly trouble: Trouble;
}

/** Answers a request. A reply that needs no loading is returned synchronously. */
export type Handler = (request: MockRequest) => MockReply | Promise<MockReply>;

/** Builds the main path: target, method, faults, the API's checks, then the operation's answer. */
export function createHandler({ services, basePath, backend, keys, trouble }: HandlerOptions): Handler {
  const mounts = new Mounts(services, basePath);
  const known: Known = { keys: new Set(keys), hasProject: (projectKey) => backend.hasProject(projectKey) };

  const respond = (request: MockRequest): MockReply | Promise<MockReply> => {
    const { method, path } = request;
    if (method === 'OPTIONS') {
      const early = mounts.load(path)?.then(() => respond(request)) ?? mounts.answerPreflight(request);
      if (early) return early;
    }
    const target = mounts.targetOf(path);
    if (!target) return mounts.load(path)?.then(() => respond(request)) ?? mounts.refuse(request);
    return target.api.finish ? finished(target.api, request, atTarget(request, target)) : atTarget(request, target);
  };

  const atTarget = (request: MockRequest, target: Target<PlannedRow>): MockReply | Promise<MockReply> => {
    const { method, prefer } = request;
    if (method === 'OPTIONS' && target.api.isForPages) {
      return fromRefused(target.api.options ?? { status: 204, headers: { allow: target.allow } });
    }
    const row = rowFor(target, method);
    if (row instanceof Refusal) return toRefusal(target.api, row);
    if (prefer === undefined && !trouble.isActive) return usual(request, target, row);
    return disturb(request, target, row);
  };

  const usual = (request: MockRequest, target: Target<PlannedRow>, row: PlannedRow) => {
    const visit = startVisit(request, target, row);
    const refusal = runSteps(row.steps, visit, known);
    if (refusal instanceof Promise) return refusal.then((found) => settle(visit, found));
    return settle(visit, refusal);
  };

  const settle = (visit: Visit<PlannedRow>, refusal: Refusal | undefined): MockReply | Promise<MockReply> => {
    if (refusal) return toRefusal(visit.target.api, refusal);
    const result = visit.row.answer(backend, visit.input);
    // reply synchronously if the events are already in memory
    return result instanceof Promise ? result.then((answered) => encode(visit, answered)) : encode(visit, result);
  };

  /** The slow path: a Prefer header or an active fault may change the reply. */
  const disturb = async (request: MockRequest, target: Target<PlannedRow>, row: PlannedRow): Promise<MockReply> => {
    const preferred = request.prefer === undefined ? AS_USUAL : await readPreferred(request.prefer);
    if (preferred instanceof Refusal) return toRefusal(target.api, preferred);
    const effect = await (request.byStudio ? trouble.peek(target.segments) : trouble.next(target.segments));
    const reply = effect?.refusal
      ? toRefusal(target.api, refuse(effect.refusal.status, effect.refusal.message, effect.refusal.headers))
      : await preferred.answer(target.api, row, () => usual(request, target, row));
    const { status, headers, body } = reply;
    return {
      status,
      headers,
      body,
      delivery: toDelivery(reply, effect, preferred.delayMs),
    };
  };

  return (request) => {
    const reply = respond(request);
    if (request.method !== 'HEAD') return reply;
    return reply instanceof Promise ? reply.then(withoutBody) : withoutBody(reply);
  };
}

const AS_USUAL: Preferred = { answer: (_api, _row, usual) => usual() };

/** Few requests have this header, so its parser is loaded on demand. */
async function readPreferred(header: string): Promise<Preferred | Refusal> {
  const { readPrefer } = await import('./prefer.ts');
  return readPrefer(header);
}

function encode({ target: { api }, row }: Visit<PlannedRow>, result: unknown): MockReply {
  return result instanceof Refusal ? toRefusal(api, result) : inChunks(toReply(row.status, result), api);
}

/** Removes the length of a large body if the API sends such bodies in chunks. */
function inChunks(reply: MockReply, { chunksAbove = Number.POSITIVE_INFINITY }: ApiRules): MockReply {
  if (bodyLength(reply) <= chunksAbove) return reply;
  const { 'content-length': _, ...headers } = reply.headers;
  return { status: reply.status, headers, body: reply.body };
}
