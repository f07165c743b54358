import type { RecordedEvent } from '../kit/record.ts';
import type { RecordIssue } from '../shared/errors.ts';
import { IssueList } from '../shared/issues.ts';
import { bySession } from './order.ts';

/** Says where new events contradict each other or the events they join; nothing when they fit. */
export function findConflicts(added: readonly RecordedEvent[], existing: readonly RecordedEvent[]): RecordIssue[] {
  const position = new Map(added.map((event, index) => [event, index]));
  const touched = new Set(added.map((event) => event.sessionId));
  const sessions = bySession([...existing.filter((event) => touched.has(event.sessionId)), ...added]);
  const issues = new IssueList();
  for (const session of sessions.values()) issues.add(conflictsOf(session, position));
  return issues.toArray();
}

/** Says where the first INPUT event is, for a mock that has none; nothing when there is none. */
export function findInputEvents(events: readonly { readonly type: string }[]): RecordIssue[] {
  const index = events.findIndex(({ type }) => type === 'INPUT');
  const message = 'INPUT events are off; switch them on with inputEvents (--input-events)';
  return index < 0 ? [] : [{ path: `events[${index}].type`, message }];
}

function* conflictsOf(
  session: readonly RecordedEvent[],
  position: ReadonlyMap<RecordedEvent, number>,
): Generator<RecordIssue> {
  for (const [index, event] of session.entries()) {
    const before = session[index - 1];
    if (!before) continue;
    const at = `events[${position.get(event) ?? position.get(before)}]`;
    if (event.messageId === before.messageId) {
      yield {
        path: `${at}.messageId`,
        message: `${event.messageId} is already taken in session ${event.sessionId}`,
      };
    } else if (event.timestamp < before.timestamp) {
      yield {
        path: `${at}.timestamp`,
        message: `time must not go back along the messageIds of session ${event.sessionId}, received ${event.timestamp} after ${before.timestamp}`,
      };
    }
  }
}
