import { type RecordedChange, recordedChangeSchema } from '../../kit/change-schema.ts';
import type { KeptJob } from '../../kit/kept-job.ts';
import type { RecordedEvent, RecordedRow, RecordedSession } from '../../kit/record.ts';
import { atOnce } from '../../shared/slices.ts';
import * as z from '../../shared/zod.ts';
import { findConflicts } from '../../store/consistency.ts';

const FORMAT = 'openreplay-kit recorded';
const VERSION = 1;

const headerSchema = z.strictObject({ format: z.literal(FORMAT), version: z.literal(VERSION) });
const newerSchema = z.object({ format: z.literal(FORMAT), version: z.int().min(VERSION + 1) });

/** What is kept when nothing is recorded: the first line of every kept text. Each further line is a change as JSON. */
export const EMPTY_TEXT = `${JSON.stringify({ format: FORMAT, version: VERSION })}\n`;

/** A parsed kept text: its rows and jobs, or why it cannot be used. */
type ReadText = { readonly rows: RecordedRow[]; readonly jobs: KeptJob[] } | { readonly fault: string };

/** Returns a text with one more change. Replacing everything drops all before it. */
export function withChange(text: string, change: RecordedChange): string {
  if (change.type !== 'replace') return `${text}${JSON.stringify(change)}\n`;
  return change.rows.length === 0 && !change.jobs ? EMPTY_TEXT : `${EMPTY_TEXT}${JSON.stringify(change)}\n`;
}

/** Reads a kept text and checks it as thoroughly as recorded input, as anybody may have changed it. */
export function readText(text: string, projects: readonly string[]): ReadText {
  const [header = '', ...lines] = text.split('\n');
  const first = parseJson(header);
  const newer = newerSchema.safeParse(first);
  if (newer.success) return { fault: `a newer version of openreplay-kit wrote it (version ${newer.data.version})` };
  if (!headerSchema.safeParse(first).success) return { fault: 'its first line is not that of kept data' };
  if (lines.pop() !== '') return { fault: 'its last line has no end' };
  const users = new Map<string, KeptUser>();
  let jobs: KeptJob[] = [];
  for (const [index, line] of lines.entries()) {
    const change = recordedChangeSchema.safeParse(parseJson(line));
    if (!change.success) return { fault: `its line ${index + 2} holds no change` };
    if (change.data.type === 'replace' || change.data.type === 'jobs') jobs = change.data.jobs ?? [];
    if (change.data.type !== 'jobs') apply(users, change.data);
  }
  const rows = Array.from(users.values(), toRow).filter(({ events, sessions }) => events.length > 0 || sessions);
  const fault = rows.map((row) => faultOf(row, projects)).find((found) => found !== undefined);
  return fault === undefined ? { rows, jobs } : { fault };
}

interface KeptUser extends RecordedRow {
  events: RecordedEvent[];
  sessions: RecordedSession[];
}

function toRow({ sessions, ...row }: KeptUser): RecordedRow {
  return sessions.length > 0 ? { ...row, sessions } : row;
}

function apply(users: Map<string, KeptUser>, change: Exclude<RecordedChange, { type: 'jobs' }>): void {
  if (change.type === 'session') {
    const user = userOf(users, change);
    const others = user.events.filter(({ sessionId }) => sessionId !== change.sessionId);
    user.events = [...others, ...change.events];
    const { sessionId, facts } = change;
    const otherSessions = user.sessions.filter((session) => session.sessionId !== sessionId);
    user.sessions = [...otherSessions, ...(facts ? [{ sessionId, facts }] : [])];
    return;
  }
  if (change.type === 'replace') users.clear();
  for (const row of change.rows) {
    const user = userOf(users, row);
    for (const event of row.events) user.events.push(event);
    for (const session of row.sessions ?? []) user.sessions.push(session);
  }
}

function userOf(users: Map<string, KeptUser>, { projectKey, userId }: Omit<RecordedRow, 'events'>): KeptUser {
  // a project key has no slash, so no two users share a key
  const key = `${projectKey}/${userId}`;
  const user = users.get(key) ?? { projectKey, userId, events: [], sessions: [] };
  users.set(key, user);
  return user;
}

function faultOf({ projectKey, userId, events }: RecordedRow, projects: readonly string[]): string | undefined {
  if (!projects.includes(projectKey)) return `it has events of "${projectKey}", which is not a project of this mock`;
  const [conflict] = atOnce(findConflicts(events, []));
  return conflict && `its events of ${userId} contradict each other (${conflict.path}: ${conflict.message})`;
}

/** Parses JSON; undefined, which no JSON text stands for, if it is invalid. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
