import { quoteLongIds, type SessionId } from '../api/any-session-id.ts';
import { knownText } from '../kit/event-text.ts';
import type { RecordedEvent } from '../kit/record.ts';
import { atOnce, type Work } from '../shared/slices.ts';
import { decodeText, encodeInto, encodeText } from '../shared/text.ts';
import { type SessionEntry, SessionIndex } from './session-index.ts';

const COMMA = 0x2c;
/** Room before and after the text, in bytes, so that a reply with all events need not be joined. */
const MARGIN = 16;

/** How many events are serialised at once: their text stays far below the maximum string length. */
const BATCH = 4_096;
/** How many events are parsed at once, which takes a few milliseconds. */
const READ_BATCH = 512;
const GROWTH = 1.5;
/** A reply up to this many bytes may share the buffer; a larger one is a copy, so that appending need not copy. */
const SHARED_BYTES = 4 * 2 ** 20;

/** A run of neighbouring events, by index; `to` is not included. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** A part of a JSON text in UTF-8: bytes, or an ASCII string. */
export type Piece = Uint8Array | string;

/** What a reply has around its events: the ASCII text before and after them. Meant to be one object for all replies. */
interface Frame {
  readonly head: string;
  readonly tail: string;
}

/**
 * A user's events in reply order as one JSON text, with the place and time of each, so that the reply to any window
 * consists of slices, and an index of the sessions. Append-only.
 */
export class EventBuffer {
  #bytes: Uint8Array = new Uint8Array(0);
  #offsets = new Uint32Array(1);
  #timestamps = new Float64Array(0);
  readonly #sessions = new SessionIndex();
  #length = 0;
  #isInTimeOrder = true;
  #hasLongIds = false;
  /** The body of the reply with all events, which shares the buffer, and the frame in its margins. */
  #shown: { readonly frame: Frame; readonly body: Uint8Array } | undefined;

  constructor(events: readonly RecordedEvent[] = []) {
    this.append(events);
  }

  /** Number of events. */
  get length(): number {
    return this.#length;
  }

  /** Size of the text in bytes. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Time of each event, epoch ms; may be longer than {@link length}. */
  get timestamps(): Float64Array {
    return this.#timestamps;
  }

  /** The sessions in the order of the events: where each starts, its times and its counts. */
  get sessions(): readonly SessionEntry[] {
    return this.#sessions.entries;
  }

  /** The session of the last event; 0 without events. */
  get lastSession(): SessionId {
    return this.sessions.at(-1)?.id ?? 0;
  }

  /** True if time never goes back over the whole list, so that a window is one run. */
  get isInTimeOrder(): boolean {
    return this.#isInTimeOrder;
  }

  /** Reserves room for text and events, so that appending them does not move the buffer. */
  makeRoom(bytes: number, events: number): void {
    this.#reserve(bytes + 2 * MARGIN, events);
  }

  /** Appends events. */
  append(events: readonly RecordedEvent[]): void {
    for (let from = 0; from < events.length; from += BATCH) this.#appendBatch(events.slice(from, from + BATCH));
  }

  /** Appends sessions of another buffer in the given order, without serialising them again. */
  appendSessions(other: EventBuffer, sessions: readonly SessionEntry[] = other.sessions): void {
    let [bytes, events] = [0, 0];
    for (const session of sessions) {
      bytes += other.#slice(toRun(session)).length + 1;
      events += session.events;
    }
    if (events === 0) return;
    this.#begin(bytes, events);
    for (const session of sessions) this.#appendSession(other, session);
  }

  /** Returns the text of all events, joined by commas. Do not change it; appending does not either. */
  text(): Uint8Array {
    return this.#length === 0 ? new Uint8Array(0) : this.#slice({ from: 0, to: this.#length });
  }

  /**
   * Returns the text of a run, events joined by commas, in consecutive pieces. Session IDs beyond 2^53-1 are strings of
   * digits in it.
   */
  *quotedText(run: Run): Work<Piece[]> {
    if (run.from >= run.to) return [];
    if (!this.#hasLongIds) return [this.#slice(run)];
    const pieces: Piece[] = [];
    for (const batch of batchesOf(run)) {
      if (pieces.length > 0) pieces.push(',');
      pieces.push(encodeText(quoteLongIds(decodeText(this.#slice(batch)))));
      yield;
    }
    return pieces;
  }

  /**
   * Returns the body of the reply with these runs, in consecutive pieces. Do not change them; appending does not
   * either.
   */
  pieces(runs: readonly Run[], frame: Frame): Piece[] {
    const [run] = runs;
    const isWhole = runs.length === 1 && run !== undefined && run.from === 0 && run.to === this.#length;
    const whole = isWhole ? this.#whole(frame) : undefined;
    if (whole) return [whole];
    const pieces: Piece[] = [frame.head];
    for (const each of runs) {
      if (each.from >= each.to) continue;
      if (pieces.length > 1) pieces.push(',');
      pieces.push(this.#slice(each));
    }
    pieces.push(frame.tail);
    return pieces;
  }

  /** Parses events, all or those of a run, into new objects. */
  events(run?: Run): RecordedEvent[] {
    return atOnce(this.read(run));
  }

  /** Parses events in slices, all current ones or those of a run, into new objects. */
  *read(run: Run = { from: 0, to: this.#length }): Work<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (const batch of batchesOf(run)) {
      const text = decodeText(this.#slice(batch));
      // the text was written from such events
      events.push(...(JSON.parse(`[${this.#hasLongIds ? quoteLongIds(text) : text}]`) as RecordedEvent[]));
      yield;
    }
    return events;
  }

  #appendBatch(events: readonly RecordedEvent[]): void {
    const texts = events.map(writeEvent);
    const text = encodeText(texts.join(','));
    const isAscii = text.length === texts.reduce((sum, each) => sum + each.length + 1, -1);
    const start = this.#begin(text.length, events.length);
    this.#bytes.set(text, start);
    let at = start;
    for (const [index, event] of events.entries()) {
      this.#note(event, at);
      const each = texts[index] ?? '';
      at += (isAscii ? each.length : encodeText(each).length) + 1;
      this.#offsets[this.#length] = at;
    }
  }

  #appendSession(other: EventBuffer, session: SessionEntry): void {
    const { from, to } = toRun(session);
    const text = other.#slice({ from, to });
    const start = this.#begin(text.length, session.events);
    this.#bytes.set(text, start);
    this.#sessions.append(session, this.#length);
    if (typeof session.id === 'string') this.#hasLongIds = true;
    this.#placeAll(other, { from, to }, start - (other.#offsets[from] ?? 0));
  }

  /** Reserves room for text and events at the end, and returns where the text goes. */
  #begin(bytes: number, events: number): number {
    const start = this.#length === 0 ? MARGIN : this.#end() + 1;
    this.#reserve(start + bytes + MARGIN, this.#length + events);
    if (this.#length > 0) this.#bytes[start - 1] = COMMA;
    return start;
  }

  /** Notes the place and time of an appended event. */
  #note(event: RecordedEvent, at: number): void {
    this.#sessions.note(event, this.#length);
    if (typeof event.sessionId === 'string') this.#hasLongIds = true;
    this.#place(event.timestamp, at);
  }

  #place(timestamp: number, at: number): void {
    const index = this.#length;
    if (index > 0 && timestamp < (this.#timestamps[index - 1] ?? 0)) this.#isInTimeOrder = false;
    this.#offsets[index] = at;
    this.#timestamps[index] = timestamp;
    this.#length += 1;
  }

  /** Notes the places and times of events appended from another buffer, whose text moved by `shift` bytes. */
  #placeAll(other: EventBuffer, { from, to }: Run, moved: number): void {
    // local variables, as field accesses make this blocking loop ten times slower
    const [offsets, timestamps] = [this.#offsets, this.#timestamps];
    const [otherOffsets, otherTimestamps] = [other.#offsets, other.#timestamps];
    let isInTimeOrder = this.#isInTimeOrder;
    let at = this.#length;
    for (let index = from; index < to; index++, at++) {
      const timestamp = otherTimestamps[index] ?? 0;
      if (at > 0 && timestamp < (timestamps[at - 1] ?? 0)) isInTimeOrder = false;
      timestamps[at] = timestamp;
      offsets[at] = (otherOffsets[index] ?? 0) + moved;
    }
    offsets[at] = (otherOffsets[to] ?? 0) + moved;
    this.#isInTimeOrder = isInTimeOrder;
    this.#length = at;
  }

  /** Where the text of the last event ends. */
  #end(): number {
    return (this.#offsets[this.#length] ?? 0) - 1;
  }

  #slice({ from, to }: Run): Uint8Array {
    return this.#bytes.subarray(this.#offsets[from], (this.#offsets[to] ?? 0) - 1);
  }

  /** Writes the frame into the margins; returns undefined if another one is there already, or it does not fit. */
  #whole(frame: Frame): Uint8Array | undefined {
    const { head, tail } = frame;
    if (this.#shown) return this.#shown.frame === frame ? this.#shown.body : undefined;
    if (this.#length === 0) return encodeText(head + tail);
    if (head.length > MARGIN || tail.length > MARGIN) return undefined;
    const start = MARGIN - head.length;
    const end = this.#end();
    encodeInto(head, this.#bytes.subarray(start));
    encodeInto(tail, this.#bytes.subarray(end));
    const body = this.#bytes.subarray(start, end + tail.length);
    if (body.length > SHARED_BYTES) return new Uint8Array(body);
    this.#shown = { frame, body };
    return body;
  }

  /**
   * Grows the buffer: just enough at first, then more, so that repeated appending copies each byte only a few times.
   */
  #reserve(bytes: number, events: number): void {
    const isFirst = this.#length === 0;
    const roomy = (needed: number, now: number) => (isFirst ? needed : Math.max(needed, Math.ceil(now * GROWTH)));
    if (this.#shown || bytes > this.#bytes.length) {
      const grown = allocate(bytes > this.#bytes.length ? roomy(bytes, this.#bytes.length) : this.#bytes.length);
      if (!isFirst) grown.set(this.#bytes);
      this.#bytes = grown;
      this.#shown = undefined;
    }
    if (events > this.#timestamps.length) {
      const room = roomy(events, this.#timestamps.length);
      const offsets = new Uint32Array(room + 1);
      offsets.set(this.#offsets);
      this.#offsets = offsets;
      const timestamps = new Float64Array(room);
      timestamps.set(this.#timestamps);
      this.#timestamps = timestamps;
    }
  }
}

/** Returns the run of a session's events. */
export function toRun({ from, events }: SessionEntry): Run {
  return { from, to: from + events };
}

/** Returns consecutive runs, each parsed at once. */
function* batchesOf({ from: first, to: end }: Run): Generator<Run, void, void> {
  for (let from = first; from < end; from += READ_BATCH) yield { from, to: Math.min(from + READ_BATCH, end) };
}

/** Writes an event as JSON with the session ID as a number in all its digits, which JSON.stringify cannot do. */
function writeEvent(event: RecordedEvent): string {
  const text = knownText(event) ?? JSON.stringify(event);
  return typeof event.sessionId === 'string'
    ? text.replace(`"sessionId":"${event.sessionId}"`, `"sessionId":${event.sessionId}`)
    : text;
}

/** Node sends Buffers as they are, and wraps other bytes again for each reply. */
function allocate(size: number): Uint8Array {
  const { Buffer } = globalThis as { readonly Buffer?: { alloc(size: number): Uint8Array } };
  return Buffer?.alloc(size) ?? new Uint8Array(size);
}
