import type { ApiRules, BodyCheck, Check, HeadCheck } from '../api/api.ts';
import { Refusal } from '../api/problem.ts';
import { readBody, readBytes, readPath, readQuery } from './input.ts';
import { headerOf, type MockRequest } from './message.ts';
import type { Target } from './router.ts';
import type { Input, Row } from './row.ts';

/** What checks need besides the request. */
export interface Known {
  readonly keys: ReadonlySet<string>;
  hasProject(projectKey: string): boolean;
}

/** The part of a request that checks read. */
export type CheckedRequest = Pick<MockRequest, 'query' | 'authorization' | 'rawHeaders' | 'readBody' | 'bodyLimits'>;

/** A request on its way through the checks; each adds what it has read to `input`. */
export interface Visit<R extends Row<never>> {
  readonly request: CheckedRequest;
  readonly target: Target<R>;
  readonly row: R;
  readonly input: { -readonly [K in keyof Input]: Input[K] };
  bytes: Uint8Array | undefined;
}

const NOTHING = Object.freeze({});

/** Starts with nothing read. */
export function startVisit<R extends Row<never>>(request: CheckedRequest, target: Target<R>, row: R): Visit<R> {
  return { request, target, row, input: { path: NOTHING, query: NOTHING, body: undefined }, bytes: undefined };
}

type Found = Refusal | undefined;
type AnyVisit = Visit<Row<never>>;

const HEAD_STEPS: Readonly<Record<HeadCheck, (visit: AnyVisit, known: Known) => Found>> = {
  key({ request, target }, { keys }) {
    const { security } = target.api;
    const first = security.takesFirst ? headerOf(request, 'authorization') : undefined;
    const authorization = first ?? request.authorization;
    if (!authorization) return new Refusal({ kind: 'missing-key' });
    const key = security.readKey(authorization);
    return key !== undefined && keys.has(key) ? undefined : new Refusal({ kind: 'wrong-key' });
  },

  project({ row, target }, known) {
    if (!row.isOfProject) return undefined;
    const { projectKey } = target.segments;
    const isKnown = projectKey !== undefined && known.hasProject(projectKey);
    return isKnown ? undefined : new Refusal({ kind: 'unknown-project', projectKey });
  },

  path({ row, target, input }) {
    const path = row.quick.path?.(target.segments) ?? readPath(row.operation, target.segments);
    if (path instanceof Refusal) return path;
    input.path = path as Input['path']; // Cast: as its schema has it
    return undefined;
  },

  query({ row, request, target, input }) {
    const query =
      row.quick.query?.(request.query) ?? readQuery(row.operation, request.query, target.api.repeatedParameter);
    if (query instanceof Refusal) return query;
    input.query = query as Input['query']; // Cast: as its schema has it
    return undefined;
  },
};

const BODY_STEPS: Readonly<Record<BodyCheck, (visit: AnyVisit) => Found | Promise<Found>>> = {
  size(visit) {
    const { row, request } = visit;
    if (!row.operation.body) return undefined;
    return readBytes(row.operation.body, request.readBody).then((bytes) => {
      if (bytes instanceof Refusal) return bytes;
      visit.bytes = bytes;
      return undefined;
    });
  },

  body({ row, request, input, bytes }) {
    if (!row.operation.body) return undefined;
    return readBody(row.operation.body, bytes, request.bodyLimits).then((body) => {
      if (body instanceof Refusal) return body;
      input.body = body;
      return undefined;
    });
  },
};

/** Runs the checks of a request that need only its head. */
export function checkHead(visit: AnyVisit, known: Known): Found {
  for (const check of visit.target.api.checks) {
    const found = isOfHead(check) ? HEAD_STEPS[check](visit, known) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Runs the checks of a request that need its body. */
export async function checkBody(visit: AnyVisit): Promise<Found> {
  for (const check of visit.target.api.checks) {
    const found = isOfHead(check) ? undefined : await BODY_STEPS[check](visit);
    if (found) return found;
  }
  return undefined;
}

/** Makes one check; returns a refusal if it fails. */
export type Step = (visit: AnyVisit, known: Known) => Found | Promise<Found>;

/** Returns the steps for requests to an operation, in the order of its API, without those to skip. */
export function stepsOf({ checks }: ApiRules, { operation, isOfProject }: Row<never>): readonly Step[] {
  const isNeeded = (check: Check) =>
    check === 'project' ? isOfProject : isOfHead(check) || operation.body !== undefined;
  return checks.filter(isNeeded).map((check): Step => (isOfHead(check) ? HEAD_STEPS[check] : BODY_STEPS[check]));
}

/** Runs steps on a request, synchronously if no body has to be read. */
export function runSteps(steps: readonly Step[], visit: AnyVisit, known: Known): Found | Promise<Found> {
  for (let at = 0; at < steps.length; at += 1) {
    const found = steps[at]?.(visit, known);
    if (found instanceof Promise)
      return found.then((refusal) => refusal ?? runSteps(steps.slice(at + 1), visit, known));
    if (found) return found;
  }
  return undefined;
}

function isOfHead(check: Check): check is HeadCheck {
  return check in HEAD_STEPS;
}
