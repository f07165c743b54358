import { z } from 'zod';
import { RecordError, type RecordIssue } from '../errors.ts';
import { projectKeySchema, userIdSchema } from '../schema/scalars.ts';
import { sessionEventSchema } from '../schema/session-event.ts';
import { findConflicts, findInputEvents } from './consistency.ts';
import { toIssues } from './record-input.ts';

const snapshotSchema = z.strictObject({
  version: z.literal(1),
  recorded: z.array(
    z.strictObject({ projectKey: projectKeySchema, userId: userIdSchema, events: z.array(sessionEventSchema) }),
  ),
});

/** Everything recorded, as plain JSON data. */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What a store can take. */
export interface SnapshotLimits {
  readonly projects: readonly string[];
  readonly inputEvents: boolean;
}

/** Checks a snapshot whole. Throws a {@link RecordError} that names every field at fault. */
export function parseSnapshot(snapshot: unknown, limits: SnapshotLimits): Snapshot {
  const parsed = snapshotSchema.safeParse(snapshot);
  if (!parsed.success) throw new RecordError(toIssues(parsed.error, snapshot));
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
  if (issues.length > 0) throw new RecordError(issues);
  return parsed.data;
}

function findIssues(row: Snapshot['recorded'][number], { projects, inputEvents }: SnapshotLimits): RecordIssue[] {
  const { projectKey, events } = row;
  const issues = findConflicts(events, []);
  if (!projects.includes(projectKey)) {
    issues.push({ path: 'projectKey', message: `must be a project of this mock, received "${projectKey}"` });
  }
  return inputEvents ? issues : [...issues, ...findInputEvents(events)];
}
