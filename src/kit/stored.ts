import { epochMsSchema, projectKeySchema } from '../api/scalars.ts';
import * as z from '../shared/zod.ts';
import { keptJobSchema } from './kept-job.ts';

/** The session ID of a real server: a whole number below 2^64, as a string of digits. */
const sessionIdTextSchema = z.string().regex(/^\d{1,20}$/, 'must be a whole number in digits');

const bagSchema = z.record(z.string(), z.unknown());

/** An event as a real v2 server stores it. */
const storedEventInputSchema = z.strictObject({
  name: z.string().min(1),
  createdAt: epochMsSchema,
  eventId: z.string(),
  /** @defaultValue that of the session; empty if unknown */
  userId: z.string().optional(),
  /** @defaultValue `true` */
  isAutoCaptured: z.boolean().optional(),
  currentUrl: z.string().optional(),
  properties: bagSchema.optional(),
  autoProperties: bagSchema.optional(),
});

/** The events of a session, and what they share. */
const storedSessionInputSchema = z.strictObject({
  projectKey: projectKeySchema,
  sessionId: sessionIdTextSchema,
  userId: z.string(),
  deviceId: z.string(),
  /** Columns of its events, by their names in replies. */
  columns: bagSchema.optional(),
  events: z.array(storedEventInputSchema),
});

/** A user as a real server stores them; missing columns are empty. */
const storedUserInputSchema = z.strictObject({
  projectKey: projectKeySchema,
  userId: z.string(),
  columns: bagSchema.optional(),
});

const storedProjectInputSchema = z.strictObject({
  projectKey: projectKeySchema,
  projectId: z.int().min(1),
  name: z.string(),
  platform: z.enum(['web', 'ios', 'android']).optional(),
  /** Whether lists of projects include it. @defaultValue `true` */
  isListed: z.boolean().optional(),
  /** Whether requests find it; a session of a deleted project is still found by its ID. @defaultValue `true` */
  isActive: z.boolean().optional(),
  /** @defaultValue a time before the first session */
  createdAt: epochMsSchema.optional(),
});

/** Events that lists of events omit. */
const hiddenInputSchema = z.strictObject({
  projectKey: projectKeySchema,
  name: z.string(),
  isAutoCaptured: z.boolean(),
});

/** Rows of a real v2 server, which v2 then serves in addition to the mock's world. */
export const storedInputSchema = z.strictObject({
  projects: z.array(storedProjectInputSchema).optional(),
  sessions: z.array(storedSessionInputSchema).optional(),
  users: z.array(storedUserInputSchema).optional(),
  hidden: z.array(hiddenInputSchema).optional(),
  jobs: z.array(keptJobSchema).optional(),
});

/**
 * Rows of a real v2 server: its projects, the events of sessions, users, the events that it hides, and jobs. The mock's
 * v2 serves them in addition to its own world; the other APIs do not.
 */
export type StoredInput = z.input<typeof storedInputSchema>;
