import { type Refusal, refuse } from '../../api/problem.ts';
import { BASE_EVENT_COLUMNS, EVENT_COLUMNS, type EventColumn } from '../../api/v2/columns.ts';
import type { ValuesOf } from '../../api/v2/fields.ts';
import { listSessionEvents } from '../../api/v2/operations.ts';
import { sessionEventsBody } from '../../api/v2/requests.ts';
import { escapeHtml } from '../../api/v2/wire-json.ts';
import type { JsonText } from '../../serve/reply.ts';
import { createRow } from '../../serve/row.ts';
import type { Backend } from '../../serve/service.ts';
import { compareTexts, type StoredEvent } from '../../store/analytics.ts';
import { columnOf, isColumn, readFiltered } from './event-row.ts';
import { filterRows } from './filter-rows.ts';
import { pageOf } from './paging.ts';
import { readBody } from './read-body.ts';
import { readWindow, type Window } from './window.ts';
import { writeData } from './write.ts';

type Values = ValuesOf<typeof sessionEventsBody.fields>;

const FAILED = 'failed to search events';

/** Answers `listSessionEvents`: the events of a session in a window, except those that the project hides. */
export const listSessionEventsRow = createRow<Backend, typeof listSessionEvents>(
  listSessionEvents,
  async ({ loadAnalytics }, { path: { projectKey, sessionId }, body }): Promise<JsonText | Refusal> => {
    const read = readBody(sessionEventsBody, body);
    if ('refusal' in read) return read.refusal;
    const { values } = read;
    const window = readWindow(values.startTimestamp, values.endTimestamp);
    const id = toSessionId(sessionId);
    if (!window || id === undefined || values.filters.some(({ isEvent }) => isEvent)) return refuse(500, FAILED);
    const analytics = await loadAnalytics();
    const events = await analytics.ofSession(projectKey, id);
    const shown = events.filter((event) => isIn(window, event) && !analytics.isHidden(projectKey, event));
    return write(sortEvents(filterRows(shown, values.filters, readFiltered), values), values);
  },
);

/** A number of 64 bits, which wraps. */
function toSessionId(text: string): string | undefined {
  return /^\+?\d+$/.test(text) ? String(BigInt.asUintN(64, BigInt(text.replace('+', '')))) : undefined;
}

function isIn({ from, to }: Window, { createdAt }: StoredEvent): boolean {
  return createdAt >= from && createdAt <= to;
}

/** Property bags cannot be sorted by: events are then sorted by time. */
function sortEvents(events: readonly StoredEvent[], { sortBy, sortOrder }: Values): StoredEvent[] {
  const isPlain = isColumn(sortBy) && !sortBy.endsWith('properties');
  const column = isPlain ? sortBy : 'created_at';
  const direction = sortOrder === 'asc' ? 1 : -1;
  return [...events].sort((a, b) => direction * compare(columnOf(a, column), columnOf(b, column)));
}

function compare(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b));
}

function write(events: readonly StoredEvent[], values: Values): JsonText {
  const { total, rows } = pageOf(events, values);
  const wanted = new Set<string>([...BASE_EVENT_COLUMNS, ...values.columns]);
  const columns = EVENT_COLUMNS.filter((column) => wanted.has(column));
  return writeData({ total, events: rows.map((event) => toWire(event, columns)) });
}

/** Removes empty lists. */
function toWire(event: StoredEvent, columns: readonly EventColumn[]): object {
  const fields = columns.map((column) => [column, escapeHtml(columnOf(event, column))] as const);
  return Object.fromEntries(fields.filter(([, value]) => !Array.isArray(value) || value.length > 0));
}
