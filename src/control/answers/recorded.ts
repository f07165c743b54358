import { getSnapshot, putSnapshot, recordVisits, resetMock } from '../../kit/control/recorded-operations.ts';
import type { RecordedRow, RecordInput } from '../../kit/record.ts';
import type { Mock } from '../../mock/mock.ts';
import { type ControlRow, row } from '../row.ts';

/** What is recorded. */
export const recordedRows: readonly ControlRow[] = [
  row(
    recordVisits,
    async ({ mock }, { query, body }) => {
      const visits = (await record(mock, body)).flatMap(bySession);
      return {
        recorded: visits.reduce((sum, { data }) => sum + data.length, 0),
        visits: visits.map(({ data, ...visit }) => ({
          ...visit,
          events: data.length,
          ...(query.events && { data }),
        })),
      };
    },
    'recorded',
  ),
  row(resetMock, ({ mock }) => mock.reset(), 'everything'),
  row(getSnapshot, ({ mock }) => mock.snapshot()),
  row(putSnapshot, ({ mock }, { body }) => mock.restore(body), 'recorded'),
];

async function record(mock: Mock, body: unknown): Promise<readonly RecordedRow[]> {
  // Casts: the mock checks what it records, and to check it here too would take as long again
  if (Array.isArray(body)) return mock.record(body as readonly RecordInput[]);
  const visit = body as RecordInput;
  const events = await mock.record(visit);
  return [{ projectKey: visit.projectKey ?? mock.options.projects[0] ?? '', userId: visit.userId, events }];
}

/** Takes a row apart where another session begins. */
function bySession({ projectKey, userId, events }: RecordedRow) {
  const starts = events.flatMap((event, index) => (event.sessionId === events[index - 1]?.sessionId ? [] : [index]));
  return starts.map((start, index) => {
    const data = events.slice(start, starts[index + 1]);
    return { projectKey, userId, sessionId: data[0]?.sessionId ?? 0, data };
  });
}
