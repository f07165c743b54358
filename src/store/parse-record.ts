import { type SessionId, toSessionId } from '../api/any-session-id.ts';
import {
  eventInputSchema,
  type RecordInput,
  type SessionInput,
  sessionHullSchema,
  visitHullSchema,
} from '../kit/record.ts';
import { RecordError, type RecordIssue } from '../shared/errors.ts';
import type { Work } from '../shared/slices.ts';
import { findInputEvents } from './consistency.ts';
import { type Parsed, parseBy, parseList, parseWithList } from './parse-list.ts';

/** What a store accepts. */
export interface RecordLimits {
  readonly projects: readonly string[];
  readonly inputEvents: boolean;
}

/** A visit of valid shape, with its project. */
export type ParsedVisit = RecordInput & { readonly projectKey: string };

/**
 * Checks the shape of visits to record.
 *
 * @throws RecordError that names every invalid field, up to a thousand; paths start with the index of the visit, as in
 * `[1].events[0]`, unless it is the only one and `isBatch` is false.
 */
export function* parseVisits(inputs: readonly unknown[], limits: RecordLimits, isBatch: boolean): Work<ParsedVisit[]> {
  const parse = (input: unknown) => parseVisit(input, limits);
  if (isBatch) return accept(yield* parseList(inputs, parse));
  const visits: ParsedVisit[] = [];
  for (const input of inputs) visits.push(accept(yield* parse(input)));
  return visits;
}

/**
 * Checks the shape of a session's replacement.
 *
 * @throws RecordError that names every invalid field, up to a thousand.
 */
export function* parseSession(input: unknown, sessionId: SessionId, limits: RecordLimits): Work<SessionInput> {
  const parse = (event: unknown) => parseBy(eventInputSchema, event, limits);
  const session = accept(yield* parseWithList(sessionHullSchema, input, 'events', parse));
  const foreign = session.events.findIndex((event) => toSessionId(event.sessionId ?? sessionId) !== sessionId);
  const issues = [...findMissing(input), ...(limits.inputEvents ? [] : findInputEvents(session.events))];
  if (foreign >= 0) issues.push({ path: `events[${foreign}].sessionId`, message: `must be ${sessionId} or left out` });
  return accept(issues.length > 0 ? { issues } : { data: session });
}

function accept<T>({ data, issues }: Parsed<T>): T {
  if (issues) throw new RecordError(issues);
  return data;
}

function* parseVisit(input: unknown, limits: RecordLimits): Work<Parsed<ParsedVisit>> {
  const parsed = yield* parseWithList(visitHullSchema, input, 'events', (event) =>
    parseBy(eventInputSchema, event, limits),
  );
  if (parsed.issues) return { issues: [...parsed.issues, ...findMissing(input)] };
  const issues = [...findMissing(input), ...refusalsOf(parsed.data, limits)];
  if (issues.length > 0) return { issues };
  return { data: { ...parsed.data, projectKey: projectOf(parsed.data, limits) } };
}

/** A visit may only lack events if it has session facts. */
function findMissing(input: unknown): RecordIssue[] {
  const { session, events } = (input ?? {}) as { readonly session?: unknown; readonly events?: unknown };
  const isMissing = Array.isArray(events) && events.length === 0 && session === undefined;
  const message = 'expected at least one item if session is left out, received an empty list';
  return isMissing ? [{ path: 'events', message }] : [];
}

function projectOf({ projectKey }: RecordInput, { projects }: RecordLimits): string {
  return projectKey ?? projects[0] ?? '';
}

function refusalsOf(visit: RecordInput, limits: RecordLimits): RecordIssue[] {
  const projectKey = projectOf(visit, limits);
  if (!limits.projects.includes(projectKey)) {
    const known = limits.projects.join(', ');
    return [{ path: 'projectKey', message: `must be a project of this mock (${known}), received "${projectKey}"` }];
  }
  return limits.inputEvents ? [] : findInputEvents(visit.events);
}
