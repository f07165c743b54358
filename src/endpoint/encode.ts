import type { SessionEvent } from '../schema/session-event.ts';
import type { MockReply } from './message.ts';
import { type Problem, toErrorReply } from './problem.ts';

/** A user's events as JSON text in one buffer, with a comma after each, and where each begins. */
export interface EncodedEvents {
  readonly bytes: Uint8Array;
  /** Start of each event in `bytes`, and the end of the last. */
  readonly offsets: Uint32Array;
  readonly timestamps: Float64Array;
  /** Index of the first event of each session, and the number of events. */
  readonly sessions: Uint32Array;
  /** True when time never goes back over the whole list, so that a window is one slice. */
  readonly isInTimeOrder: boolean;
}

const encoder = new TextEncoder();
const HEAD = encoder.encode('{"data":[');
const TAIL = encoder.encode(']}');

/** Encodes events, given in reply order, once and for all windows. */
export function encodeEvents(events: readonly SessionEvent[]): EncodedEvents {
  const texts = events.map((event) => encoder.encode(`${JSON.stringify(event)},`));
  const offsets = new Uint32Array(events.length + 1);
  for (const [index, text] of texts.entries()) offsets[index + 1] = (offsets[index] ?? 0) + text.length;
  const bytes = new Uint8Array(offsets[events.length] ?? 0);
  for (const [index, text] of texts.entries()) bytes.set(text, offsets[index]);

  const starts = events.flatMap((event, index) => (event.sessionId === events[index - 1]?.sessionId ? [] : [index]));
  return {
    bytes,
    offsets,
    timestamps: Float64Array.from(events, (event) => event.timestamp),
    sessions: Uint32Array.from([...starts, events.length]),
    isInTimeOrder: events.every((event, index) => event.timestamp >= (events[index - 1]?.timestamp ?? 0)),
  };
}

/** A run of neighbouring events, by index; `to` is not included. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Builds the 200 reply that holds these runs of events. */
export function encodeReply({ bytes, offsets }: EncodedEvents, runs: readonly Run[]): MockReply {
  const slices = runs
    .filter((run) => run.from < run.to)
    .map((run) => bytes.subarray(offsets[run.from], offsets[run.to]));
  const length = slices.reduce((sum, slice) => sum + slice.length, 0);
  // the tail overwrites the comma after the last event
  const dataEnd = HEAD.length + Math.max(0, length - 1);
  const body = new Uint8Array(dataEnd + TAIL.length);
  body.set(HEAD, 0);
  let at = HEAD.length;
  for (const slice of slices) {
    body.set(slice, at);
    at += slice.length;
  }
  body.set(TAIL, dataEnd);
  return toReply(200, body);
}

/** Builds the reply to a refused request. */
export function encodeProblem(problem: Problem): MockReply {
  return toReply(problem.status, encoder.encode(JSON.stringify(toErrorReply(problem))), problem.headers);
}

function toReply(status: number, body: Uint8Array, headers?: Readonly<Record<string, string>>): MockReply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'content-length': String(body.length), ...headers },
    body,
  };
}
