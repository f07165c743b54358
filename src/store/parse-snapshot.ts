import type { KeptJob } from '../kit/kept-job.ts';
import {
  type RecordedRow,
  recordedEventSchema,
  rowHullSchema,
  type Snapshot,
  snapshotHullSchema,
} from '../kit/record.ts';
import { RecordError, type RecordIssue } from '../shared/errors.ts';
import { inside } from '../shared/issues.ts';
import type { Work } from '../shared/slices.ts';
import { findConflicts, findInputEvents } from './consistency.ts';
import { type Parsed, parseBy, parseWithList } from './parse-list.ts';
import type { RecordLimits } from './parse-record.ts';

/** Checks a whole snapshot. Throws a {@link RecordError} that names every invalid field, up to a thousand. */
export function* parseSnapshot(snapshot: unknown, limits: RecordLimits): Work<Snapshot> {
  const seen = new Set<string>();
  const parsed = yield* parseWithList(snapshotHullSchema, snapshot, 'recorded', (row) => parseRow(row, limits, seen));
  const issues = parsed.issues ?? findJobIssues(parsed.data.jobs ?? [], limits);
  if (parsed.issues || issues.length > 0) throw new RecordError(issues, 'restore the snapshot');
  return parsed.data;
}

/** Checks a row; adds its user to `seen`. */
function* parseRow(input: unknown, limits: RecordLimits, seen: Set<string>): Work<Parsed<RecordedRow>> {
  const parsed = yield* parseWithList(rowHullSchema, input, 'events', (event) =>
    parseBy(recordedEventSchema, event, limits),
  );
  if (parsed.issues) return parsed;
  const { projectKey, userId } = parsed.data;
  const id = JSON.stringify([projectKey, userId]);
  const twice = seen.has(id) ? [{ path: 'userId', message: `${userId} is there twice` }] : [];
  seen.add(id);
  const issues = [...twice, ...(yield* findIssues(parsed.data, limits))];
  return issues.length > 0 ? { issues } : parsed;
}

function* findIssues({ projectKey, events }: RecordedRow, limits: RecordLimits): Work<RecordIssue[]> {
  const { projects, inputEvents } = limits;
  const issues = [...(yield* findConflicts(events, [])), ...findForeign(projectKey, projects)];
  return inputEvents ? issues : [...issues, ...findInputEvents(events)];
}

function findJobIssues(jobs: readonly KeptJob[], { projects }: RecordLimits): RecordIssue[] {
  return jobs.flatMap(({ projectKey, jobId }, index) => {
    const isTwice = jobs.findIndex((job) => job.jobId === jobId) < index;
    const twice = isTwice ? [{ path: 'jobId', message: `${jobId} is there twice` }] : [];
    return [...twice, ...findForeign(projectKey, projects)].map((issue) => inside(`jobs[${index}]`, issue));
  });
}

function findForeign(projectKey: string, projects: readonly string[]): RecordIssue[] {
  if (projects.includes(projectKey)) return [];
  return [{ path: 'projectKey', message: `must be a project of this mock, received "${projectKey}"` }];
}
