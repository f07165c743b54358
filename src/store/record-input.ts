import { z } from 'zod';
import { RecordError, type RecordIssue } from '../errors.ts';
import { epochMsSchema, projectKeySchema, sessionIdSchema, userIdSchema } from '../schema/scalars.ts';
import { clickEventSchema, inputEventSchema, locationEventSchema } from '../schema/session-event.ts';

const locationInputSchema = locationEventSchema.partial().required({ type: true, path: true }).strict();
const clickInputSchema = clickEventSchema.partial().required({ type: true, label: true }).strict();
const inputInputSchema = inputEventSchema.partial().required({ type: true, label: true }).strict();

const eventInputSchema = z.discriminatedUnion('type', [locationInputSchema, clickInputSchema, inputInputSchema]);

const recordInputSchema = z.strictObject({
  projectKey: projectKeySchema.optional(),
  userId: userIdSchema,
  sessionId: sessionIdSchema.optional(),
  start: epochMsSchema.optional(),
  events: z.array(eventInputSchema).min(1),
});

/** An event to record: `type` with `path` (LOCATION) or `label` (CLICK, INPUT); what is left out is filled in. */
export type EventInput = z.input<typeof eventInputSchema>;

/**
 * A visit to record.
 *
 * `projectKey` defaults to the mock's first project; `sessionId` to a new session; `start` (epoch ms) to the mock's
 * `now`, or half an hour after the user's last event if that is later. Events are given in the order they happened.
 */
export type RecordInput = z.input<typeof recordInputSchema>;

/** Checks untyped data to record. Throws a {@link RecordError} that names every field at fault. */
export function parseRecordInput(input: unknown): z.infer<typeof recordInputSchema> {
  const parsed = recordInputSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new RecordError(toIssues(parsed.error, input));
}

/** Turns Zod's issues into paths with what was expected and what came. */
export function toIssues(error: z.ZodError, input: unknown): RecordIssue[] {
  return error.issues.map((issue) => ({
    path: toPath(issue.path),
    // Zod names only the type of what came, and not always
    message: `${issue.message.replace(/, received .*$/s, '')}, received ${show(valueAt(input, issue.path))}`,
  }));
}

function toPath(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'input';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    // a path of Zod's names only what is there or is missing, so any object on the way may be indexed
    (value, part) =>
      value === null || value === undefined ? undefined : (value as Record<PropertyKey, unknown>)[part],
    input,
  );
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
