import type { RecordedEvent } from '../kit/record.ts';
import type { RecordIssue } from '../shared/errors.ts';
import { IssueList } from '../shared/issues.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import { bySession } from './order.ts';

/**
 * Finds where new events contradict each other or the events they join; nothing if they fit. Time may go back along
 * messageIds between events that came with both, which were then copied from a server; `isFilled` says of which of the
 * new events, by index, the kit chose one.
 */
export function* findConflicts(
  added: readonly RecordedEvent[],
  existing: readonly RecordedEvent[],
  isFilled: (index: number) => boolean = () => false,
): Work<RecordIssue[]> {
  const touched = new Set(added.map((event) => event.sessionId));
  const sessions = bySession([...existing.filter((event) => touched.has(event.sessionId)), ...added]);
  const issues = new IssueList();
  let places: Map<RecordedEvent, number> | undefined;
  const placeOf = (event: RecordedEvent) => {
    places ??= new Map(added.map((each, index) => [each, index]));
    return places.get(event);
  };
  const mayGoBack = (event: RecordedEvent) => {
    const place = placeOf(event);
    return place === undefined || !isFilled(place);
  };
  let read = 0;
  for (const session of sessions.values()) {
    session.sort((a, b) => a.messageId - b.messageId);
    for (const [index, event] of session.entries()) {
      if (isTurn(read++)) yield;
      const before = session[index - 1];
      const conflict = before && conflictOf(event, before);
      if (!conflict) continue;
      const [field, message] = conflict;
      if (field === 'timestamp' && mayGoBack(event) && mayGoBack(before)) continue;
      issues.add([{ path: `events[${placeOf(event) ?? placeOf(before)}].${field}`, message }]);
      if (issues.isFull) return issues.toArray();
    }
  }
  return issues.toArray();
}

/** Finds the first INPUT event, for a mock that allows none; nothing if there is none. */
export function findInputEvents(events: readonly { readonly type: string }[]): RecordIssue[] {
  const index = events.findIndex(({ type }) => type === 'INPUT');
  const message = 'INPUT events are off; switch them on with inputEvents (--input-events)';
  return index < 0 ? [] : [{ path: `events[${index}].type`, message }];
}

/** Finds what is wrong with an event next to its neighbour by messageId: in which field, and why. */
function conflictOf(
  event: RecordedEvent,
  before: RecordedEvent,
): [field: 'messageId' | 'timestamp', message: string] | undefined {
  const { sessionId, messageId, timestamp } = event;
  if (messageId === before.messageId) return ['messageId', `${messageId} is already taken in session ${sessionId}`];
  if (timestamp >= before.timestamp) return undefined;
  const message = `time must not go back along the messageIds of session ${sessionId}, received ${timestamp} after ${before.timestamp}`;
  return ['timestamp', message];
}
