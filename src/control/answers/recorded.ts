import { type SessionId, toSessionId } from '../../api/any-session-id.ts';
import { type Refusal, refuse } from '../../api/problem.ts';
import {
  deleteSession,
  getSession,
  getSnapshot,
  putSession,
  putSnapshot,
  recordVisits,
  resetMock,
} from '../../kit/control/recorded-operations.ts';
import type { RecordedEvent, RecordedRow, RecordInput, SessionInput } from '../../kit/record.ts';
import { INTERNALS } from '../../mock/internals.ts';
import type { Mock } from '../../mock/mock.ts';
import { JsonText } from '../../serve/reply.ts';
import { inSlices, isTurn, type Work } from '../../shared/slices.ts';
import { type ControlRow, row } from '../row.ts';

const NO_VISIT = 'input: must be a visit, or a list of at least one, received an empty list.';

export const recordedRows: readonly ControlRow[] = [
  row(
    recordVisits,
    async ({ mock }, { query, body }) => {
      if (Array.isArray(body) && body.length === 0) return refuse(400, NO_VISIT);
      const rows = await record(mock, body);
      const visits = await inSlices(toVisits(rows, query.events));
      return { recorded: rows.reduce((sum, { events }) => sum + events.length, 0), visits };
    },
    'recorded',
  ),
  row(getSession, async ({ mock }, { path: { id } }) => {
    const session = await inSlices(mock[INTERNALS].readSession(id));
    return session ? { ...toVisit(session, id), data: session.events } : noSession(id);
  }),
  row(
    putSession,
    async ({ mock }, { path: { id }, body }) => {
      // Cast: the mock checks what it records
      await mock.replaceSession(id, body as SessionInput);
      const session = await inSlices(mock[INTERNALS].readSession(id));
      return session ? toVisit(session, id) : noSession(id);
    },
    'recorded',
  ),
  row(
    deleteSession,
    async ({ mock }, { path: { id } }) => ((await mock.removeSession(id)) ? undefined : noSession(id)),
    'recorded',
  ),
  row(resetMock, ({ mock }) => mock.reset(), 'everything'),
  row(getSnapshot, async ({ mock }) => new JsonText(await inSlices(mock[INTERNALS].snapshotText()))),
  row(putSnapshot, ({ mock }, { body }) => mock.restore(body), 'recorded'),
];

function toVisit({ projectKey, userId, events, sessions: [described] = [] }: RecordedRow, id: string) {
  const sessionId = toSessionId(id);
  return { projectKey, userId, sessionId, events: events.length, ...(described && { session: described.facts }) };
}

function noSession(id: string): Refusal {
  return refuse(404, `id: nothing is recorded for the session ${id}.`);
}

async function record(mock: Mock, body: unknown): Promise<readonly RecordedRow[]> {
  // Casts: the mock checks what it records; checking here too would take as long again
  if (Array.isArray(body)) return mock.record(body as readonly RecordInput[]);
  const visit = body as RecordInput;
  const events = await mock.record(visit);
  return [{ projectKey: visit.projectKey ?? mock.options.projects[0] ?? '', userId: visit.userId, events }];
}

interface Visit {
  readonly projectKey: string;
  readonly userId: string;
  readonly sessionId: SessionId;
  events: number;
  readonly data?: RecordedEvent[];
}

/** Returns the visits of rows, with or without their events: a row is split where another session starts. */
function* toVisits(rows: readonly RecordedRow[], withEvents: boolean | undefined): Work<Visit[]> {
  const visits: Visit[] = [];
  let read = 0;
  for (const { projectKey, userId, events } of rows) {
    let visit: Visit | undefined;
    for (const event of events) {
      if (isTurn(read++)) yield;
      if (visit?.sessionId !== event.sessionId) {
        visit = { projectKey, userId, sessionId: event.sessionId, events: 0, ...(withEvents && { data: [] }) };
        visits.push(visit);
      }
      visit.events += 1;
      visit.data?.push(event);
    }
  }
  return visits;
}
