import { type SessionId, toSessionId } from '../api/any-session-id.ts';
import { sessionIdAt } from '../api/session-id.ts';
import type { EventInput, RecordedEvent, RecordInput } from '../kit/record.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import type { Details } from './details.ts';
import { fillEvent } from './fill-event.ts';
import type { SessionProgress, SessionsProgress } from './session-progress.ts';

const PAGE = 2 ** 32;

/** What exists when a visit is recorded. */
interface Surroundings {
  /** The user's sessions so far, in layers: the last layer that knows a session counts. */
  readonly layers: readonly SessionsProgress[];
  /** Returns the lowest free session ID from this one on. */
  readonly freeFrom: (sessionId: number) => number;
  /** When a new session without a given time ends, epoch ms. */
  readonly now: number;
  readonly details: Details;
}

/** A complete visit. */
interface FilledVisit {
  /** The session of events that name no other. */
  readonly sessionId: SessionId;
  readonly events: RecordedEvent[];
}

/** Fills in what a visit leaves out: a plausible ID, time and origin for each event, in the order given. */
export function* fillEvents(input: RecordInput, around: Surroundings): Work<FilledVisit> {
  const { details, layers } = around;
  const givenId = input.sessionId === undefined ? undefined : toSessionId(input.sessionId);
  const known = givenId === undefined ? undefined : findSession(layers, givenId);
  const givenStart =
    input.start ?? input.events[0]?.timestamp ?? input.session?.startTs ?? (known && startOfMore(known, details));
  const start = givenStart ?? around.now;
  let sessionId = givenId ?? newSessionId(start, around);

  const filled: RecordedEvent[] = [];
  let messageId = known?.lastMessageId;
  let time = known?.lastTimestamp ?? start;
  let page = known?.page;
  for (const [index, given] of input.events.entries()) {
    if (isTurn(index)) yield;
    const purpose = [input.userId, String(sessionId), String(messageId ?? 0)];
    const event = fillEvent(
      given,
      {
        sessionId,
        messageId: nextMessageId(given, messageId, details, purpose),
        timestamp: index === 0 ? start : time + details.pauseMs(purpose),
        page,
      },
      details,
    );
    if (event.type === 'LOCATION') page = event;
    messageId = event.messageId;
    time = event.timestamp;
    filled.push(event);
  }
  const isFree = givenStart === undefined && input.events.every(({ timestamp }) => timestamp === undefined);
  if (isFree) {
    const byMs = moveToEndAt(around.now, filled);
    const moved = givenId ?? newSessionId(start + byMs, around);
    for (const event of filled as Movable[]) if (event.sessionId === sessionId) event.sessionId = moved;
    sessionId = moved;
  }
  return { sessionId, events: filled };
}

/**
 * Moves a new session in time so that it has just ended and a window up to now shows all of it; returns by how much.
 * Mutates the events, as nobody has seen them yet and copying would double the time.
 */
function moveToEndAt(end: number, events: RecordedEvent[]): number {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return 0;
  const byMs = Math.max(-first.timestamp, end - last.timestamp);
  for (const event of events as Movable[]) event.timestamp += byMs;
  return byMs;
}

type Movable = { -readonly [K in 'sessionId' | 'timestamp']: RecordedEvent[K] };

function findSession(layers: readonly SessionsProgress[], sessionId: SessionId): SessionProgress | undefined {
  return layers.findLast((layer) => layer.get(sessionId))?.get(sessionId);
}

function startOfMore({ id, lastTimestamp, lastMessageId }: SessionProgress, details: Details): number {
  return lastTimestamp + details.pauseMs([String(id), String(lastMessageId)]);
}

/** IDs rise with the start of the session, so a new one is between those of its neighbours if there is room. */
function newSessionId(start: number, { layers, freeFrom }: Surroundings): number {
  const above = Math.max(0, ...layers.map((layer) => layer.highestIdUntil(start)));
  const below = Math.min(...layers.map((layer) => layer.lowestIdAfter(start)));
  const usual = sessionIdAt(start, 0);
  let id = freeFrom(Math.max(above + 1, Math.min(usual, below - 1)));
  while (layers.some((layer) => layer.get(id))) id = freeFrom(id + 1);
  return id;
}

function nextMessageId(
  given: EventInput,
  last: number | undefined,
  details: Details,
  purpose: readonly string[],
): number {
  if (last !== undefined && given.type !== 'LOCATION') return last + details.messages(purpose);
  const page = last === undefined ? 0 : Math.floor(last / PAGE);
  return (page + 1) * PAGE + details.firstIndex(purpose);
}
