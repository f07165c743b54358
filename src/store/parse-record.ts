import { RecordError, type RecordIssue } from '../errors.ts';
import { type RecordInput, recordInputSchema } from '../schema/record.ts';
import { findInputEvents } from './consistency.ts';
import { MOST_ISSUES, toIssues } from './issues.ts';

/** What a store can take. */
export interface RecordLimits {
  readonly projects: readonly string[];
  readonly inputEvents: boolean;
}

/** A visit whose shape is right, with its project. */
export type ParsedVisit = RecordInput & { readonly projectKey: string };

/**
 * Checks the shape of visits to record.
 *
 * @throws RecordError that names every field at fault, up to the visit with the thousandth; paths begin with the place of the visit, as in `[1].events[0]`,
 * unless it is the only one and `isBatch` is false.
 */
export function parseVisits(inputs: readonly unknown[], limits: RecordLimits, isBatch: boolean): ParsedVisit[] {
  const issues: RecordIssue[] = [];
  const visits: ParsedVisit[] = [];
  for (const [index, input] of inputs.entries()) {
    if (issues.length >= MOST_ISSUES) break;
    const parsed = recordInputSchema.safeParse(input);
    const found = parsed.success ? refusalsOf(parsed.data, limits) : toIssues(parsed.error, input, limits);
    for (const issue of found) issues.push(isBatch ? { ...issue, path: inBatch(index, issue.path) } : issue);
    if (parsed.success) visits.push({ ...parsed.data, projectKey: projectOf(parsed.data, limits) });
  }
  if (issues.length > 0) throw new RecordError(issues);
  return visits;
}

/** Puts the place of a visit in front of a path; `input` stands for the visit as a whole. */
export function inBatch(index: number, path: string): string {
  return path === 'input' ? `[${index}]` : `[${index}].${path}`;
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
