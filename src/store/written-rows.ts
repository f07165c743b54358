import type { RecordedEvent, RecordedRow } from '../kit/record.ts';
import type { Work } from '../shared/slices.ts';
import { EventBuffer } from './event-buffer.ts';
import { inReplyOrder } from './order.ts';

/** Events that are written at once. */
const EVENTS_AT_ONCE = 500;

/** The events of a row in reply order, and the same as text. */
export interface WrittenEvents {
  readonly events: readonly RecordedEvent[];
  readonly text: EventBuffer;
}

/** Rows that were written in slices before they are recorded, as to write many events takes longer than all else. */
export class WrittenRows {
  readonly #written = new WeakMap<RecordedRow, WrittenEvents>();

  *write(rows: readonly RecordedRow[]): Work<void> {
    for (const row of rows) {
      const events = inReplyOrder(row.events);
      const text = new EventBuffer();
      for (let from = 0; from < events.length; from += EVENTS_AT_ONCE) {
        text.append(events.slice(from, from + EVENTS_AT_ONCE));
        yield;
      }
      this.#written.set(row, { events, text });
    }
  }

  /** Gives what was written of a row, once; undefined where nothing was. */
  take(row: RecordedRow): WrittenEvents | undefined {
    const written = this.#written.get(row);
    this.#written.delete(row);
    return written;
  }
}
