import { z } from 'zod';
import { RecordError } from '../errors.ts';
import { projectKeySchema, userIdSchema } from '../schema/scalars.ts';
import { sessionEventSchema } from '../schema/session-event.ts';
import { findConflicts } from './consistency.ts';
import { toIssues } from './record-input.ts';

const snapshotSchema = z.strictObject({
  version: z.literal(1),
  recorded: z.array(
    z.strictObject({ projectKey: projectKeySchema, userId: userIdSchema, events: z.array(sessionEventSchema) }),
  ),
});

/** Everything recorded, as plain JSON data. */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Checks a snapshot whole. Throws a {@link RecordError} that names every field at fault. */
export function parseSnapshot(snapshot: unknown, projects: readonly string[]): Snapshot {
  const parsed = snapshotSchema.safeParse(snapshot);
  if (!parsed.success) throw new RecordError(toIssues(parsed.error, snapshot));
  const issues = parsed.data.recorded.flatMap(({ projectKey, events }, index) => {
    const at = `recorded[${index}]`;
    const unknown = projects.includes(projectKey)
      ? []
      : [{ path: `${at}.projectKey`, message: `must be a project of this mock, received "${projectKey}"` }];
    return [...unknown, ...findConflicts(events, []).map((issue) => ({ ...issue, path: `${at}.${issue.path}` }))];
  });
  if (issues.length > 0) throw new RecordError(issues);
  return parsed.data;
}
