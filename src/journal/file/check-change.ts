import { findHullIssues, type HullIssue } from '../../kit/change-hull-schema.ts';
import type { RecordedChange } from '../../kit/change-schema.ts';
import { type RecordedEvent, recordedEventSchema } from '../../kit/record.ts';
import { RecordError } from '../../shared/errors.ts';
import { isTurn, type Work } from '../../shared/slices.ts';

/**
 * Checks that a change can be read again, in slices.
 *
 * @throws RecordError if it breaks its schema.
 */
export function* checkChange(change: RecordedChange): Work<void> {
  refuse(yield* findHullIssues(change), []);
  let checked = 0;
  for (const [place, events] of listsOfEvents(change)) {
    for (const [index, event] of events.entries()) {
      refuse(recordedEventSchema.safeParse(event).error?.issues ?? [], [...place, 'events', index]);
      if (isTurn(checked++)) yield;
    }
  }
}

/** Writes the path of an issue in a change, as in `rows[0].events[2].label`. */
export function placeInChange(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'change';
}

function refuse(issues: readonly HullIssue[], place: readonly PropertyKey[]): void {
  if (issues.length === 0) return;
  throw new RecordError(issues.map(({ path, message }) => ({ path: placeInChange([...place, ...path]), message })));
}

/** Returns each list of events with the path of its parent. */
function listsOfEvents(change: RecordedChange): [place: PropertyKey[], events: readonly RecordedEvent[]][] {
  if ('events' in change) return [[[], change.events]];
  return 'rows' in change ? change.rows.map(({ events }, index) => [['rows', index], events]) : [];
}
