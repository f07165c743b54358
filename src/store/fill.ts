import type { SessionEvent } from '../api/session-event.ts';
import { sessionIdAt } from '../api/session-id.ts';
import type { EventInput, RecordInput } from '../kit/record.ts';
import type { Work } from '../shared/slices.ts';
import type { Details } from './details.ts';
import { fillEvent } from './fill-event.ts';
import type { SessionFacts, SessionsFacts } from './session-facts.ts';

const PAGE = 2 ** 32;
/** Events that are filled in before others have their turn. */
const SLICE_EVENTS = 1_000;

/** What there is when a visit is recorded. */
export interface Surroundings {
  /** What the user has so far, in layers: what is known of one session is in the last that knows it. */
  readonly layers: readonly SessionsFacts[];
  /** Gives the lowest session ID from this one on that is nobody's. */
  readonly freeFrom: (sessionId: number) => number;
  /** When a new session that has no time of its own has ended, epoch ms. */
  readonly now: number;
  readonly details: Details;
}

/** Fills in what a visit leaves out: a believable ID, time and origin for each event, in the order given. */
export function* fillEvents(input: RecordInput, around: Surroundings): Work<SessionEvent[]> {
  const { details, layers } = around;
  const known = input.sessionId === undefined ? undefined : findSession(layers, input.sessionId);
  const givenStart = input.start ?? input.events[0]?.timestamp ?? (known && startOfMore(known, details));
  const start = givenStart ?? around.now;
  const sessionId = input.sessionId ?? newSessionId(start, around);

  const filled: SessionEvent[] = [];
  let messageId = known?.lastMessageId;
  let time = known?.lastTimestamp ?? start;
  let page = known?.page;
  for (const [index, given] of input.events.entries()) {
    if (index % SLICE_EVENTS === SLICE_EVENTS - 1) yield;
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
    const moved = input.sessionId ?? newSessionId(start + byMs, around);
    for (const event of filled as Movable[]) if (event.sessionId === sessionId) event.sessionId = moved;
  }
  return filled;
}

/**
 * Moves a new session to where it has just ended, so that a window up to now shows all of it; tells by how much. Nobody
 * has seen its events yet, and to make others would take as long again.
 */
function moveToEndAt(end: number, events: SessionEvent[]): number {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return 0;
  const byMs = Math.max(-first.timestamp, end - last.timestamp);
  for (const event of events as Movable[]) event.timestamp += byMs;
  return byMs;
}

type Movable = { -readonly [K in 'sessionId' | 'timestamp']: SessionEvent[K] };

function findSession(layers: readonly SessionsFacts[], sessionId: number): SessionFacts | undefined {
  return layers.findLast((layer) => layer.get(sessionId))?.get(sessionId);
}

function startOfMore({ id, lastTimestamp, lastMessageId }: SessionFacts, details: Details): number {
  return lastTimestamp + details.pauseMs([String(id), String(lastMessageId)]);
}

/** IDs rise with the start of the session, so a new one lies between those of its neighbours where there is room. */
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
