import { isTurn, type Work } from '../shared/slices.ts';
import type { Change } from './change.ts';
import { knownText } from './event-text.ts';
import type { RecordedEvent } from './record.ts';

/** Events of a piece. */
const PIECE_EVENTS = 1_000;

/** Writes a change as JSON text, in slices; gives it in pieces that follow each other. */
export function* writeChange(change: Change): Work<string[]> {
  const text = new SlicedText();
  if ('events' in change) yield* text.withEvents(change);
  else if ('rows' in change) yield* text.withRows(change);
  else text.add(JSON.stringify(change));
  return text.pieces();
}

class SlicedText {
  readonly #pieces: string[] = [];
  #piece = '';
  #events = 0;

  add(text: string): void {
    this.#piece += text;
  }

  *withRows({
    rows,
    ...rest
  }: {
    readonly rows: readonly { readonly events: readonly RecordedEvent[] }[];
  }): Work<void> {
    this.add(openList(rest, 'rows'));
    for (const [index, row] of rows.entries()) {
      if (index > 0) this.add(',');
      yield* this.withEvents(row);
    }
    this.add(']}');
  }

  *withEvents({ events, ...rest }: { readonly events: readonly RecordedEvent[] }): Work<void> {
    this.add(openList(rest, 'events'));
    for (const [index, event] of events.entries()) {
      if (index > 0) this.add(',');
      this.add(knownText(event) ?? JSON.stringify(event));
      this.#events += 1;
      if (this.#events % PIECE_EVENTS === 0) {
        this.#pieces.push(this.#piece);
        this.#piece = '';
      }
      if (isTurn(this.#events)) yield;
    }
    this.add(']}');
  }

  pieces(): string[] {
    return [...this.#pieces, this.#piece];
  }
}

/** Writes an object that has something in it, up to the elements of a list that is its last field. */
function openList(object: object, name: string): string {
  return `${JSON.stringify(object).slice(0, -1)},"${name}":[`;
}
