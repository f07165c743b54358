import { RecordError, type RecordIssue } from '../errors.ts';
import { type RecordedRow, type Snapshot, snapshotSchema } from '../schema/record.ts';
import { findConflicts, findInputEvents } from './consistency.ts';
import { toIssues } from './issues.ts';
import type { RecordLimits } from './parse-record.ts';

/** Checks a snapshot whole. Throws a {@link RecordError} that names every field at fault. */
export function parseSnapshot(snapshot: unknown, limits: RecordLimits): Snapshot {
  const parsed = snapshotSchema.safeParse(snapshot);
  if (!parsed.success) throw new RecordError(toIssues(parsed.error, snapshot, limits), 'restore the snapshot');
  const seen = new Set<string>();
  const issues = parsed.data.recorded.flatMap((row, index) => {
    const id = JSON.stringify([row.projectKey, row.userId]);
    const twice = seen.has(id) ? [{ path: 'userId', message: `${row.userId} is there twice` }] : [];
    seen.add(id);
    return [...twice, ...findIssues(row, limits)].map(({ path, message }) => ({
      path: `recorded[${index}].${path}`,
      message,
    }));
  });
  if (issues.length > 0) throw new RecordError(issues, 'restore the snapshot');
  return parsed.data;
}

function findIssues({ projectKey, events }: RecordedRow, { projects, inputEvents }: RecordLimits): RecordIssue[] {
  const issues = findConflicts(events, []);
  if (!projects.includes(projectKey)) {
    issues.push({ path: 'projectKey', message: `must be a project of this mock, received "${projectKey}"` });
  }
  return inputEvents ? issues : [...issues, ...findInputEvents(events)];
}
