import { isTurn, type Work } from '../shared/slices.ts';
import type { Change } from './change.ts';
import { knownText, noteText } from './event-text.ts';
import type { RecordedEvent } from './record.ts';

/** Events per piece. */
const PIECE_EVENTS = 1_000;

interface ChangeWriting {
  /** Whether each event is on its own line, so that the text can be read in slices. @defaultValue `false` */
  readonly inLines?: boolean;
}

/** Writes a change as JSON text, in slices; returns consecutive pieces. */
export function* writeChange(change: Change, { inLines = false }: ChangeWriting = {}): Work<string[]> {
  const text = new SlicedText(inLines ? '\n' : '');
  if ('events' in change) yield* text.withEvents(change);
  else if ('rows' in change) yield* text.withRows(change);
  else text.add(JSON.stringify(change));
  return text.pieces();
}

/**
 * Parses JSON text that was written with each event on its own line, in slices.
 *
 * @throws SyntaxError if it is not JSON.
 */
export function* readLines(text: string): Work<unknown> {
  const lists: RecordedEvent[][] = [];
  let hull = '';
  let at = 0;
  let read = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
    // a number stands for each list until the rest is read
    hull += text.slice(at, end) + lists.length;
    const events: RecordedEvent[] = [];
    at = end + 1;
    for (let isLast = false; !isLast; ) {
      const to = text.indexOf('\n', at);
      if (to < 0) throw new SyntaxError('A list of events is not closed.');
      isLast = text[to - 1] !== ',';
      const line = text.slice(at, isLast ? to : to - 1);
      // Cast: the writer checked them
      const event = JSON.parse(line) as RecordedEvent;
      noteText(event, line);
      events.push(event);
      at = to + 1;
      if (isTurn(read++)) yield;
    }
    lists.push(events);
  }
  const value = JSON.parse(hull + text.slice(at));
  // Cast: anything but null and undefined may be indexed
  const { rows = [value] } = (value ?? {}) as { readonly rows?: readonly unknown[] };
  if (lists.length > 0) for (const row of rows) putList(row as { events: unknown }, lists);
  return value;
}

/** Replaces the placeholder number of a list with the list. */
function putList(row: { events: unknown }, lists: readonly RecordedEvent[][]): void {
  if (Array.isArray(row.events) && typeof row.events[0] === 'number') row.events = lists[row.events[0]];
}

class SlicedText {
  readonly #pieces: string[] = [];
  /** The text around each event. */
  readonly #space: string;
  #piece = '';
  #events = 0;

  constructor(space: string) {
    this.#space = space;
  }

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
      this.add(this.#space + (knownText(event) ?? JSON.stringify(event)));
      this.#events += 1;
      if (this.#events % PIECE_EVENTS === 0) {
        this.#pieces.push(this.#piece);
        this.#piece = '';
      }
      if (isTurn(this.#events)) yield;
    }
    if (events.length > 0) this.add(this.#space);
    this.add(']}');
  }

  pieces(): string[] {
    return [...this.#pieces, this.#piece];
  }
}

/** Writes a non-empty object up to the items of a list that is its last field. */
function openList(object: object, name: string): string {
  return `${JSON.stringify(object).slice(0, -1)},"${name}":[`;
}
