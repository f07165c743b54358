import { type LocationEvent, PAGE_METRICS, type SessionEvent } from '../schema/session-event.ts';
import { sessionIdAt } from '../schema/session-id.ts';
import { bySession } from './order.ts';
import type { EventInput, parseRecordInput } from './record-input.ts';

const DEFAULT_HOST = 'testsite.openreplay.com';
const PAGE = 2 ** 32;
const FIRST_INDEX = 183;
const INDEX_STEP = 13;
// not a whole second, so that recorded times do not look rounded
const THINK_TIME_MS = 2_893;
const PAUSE_BETWEEN_SESSIONS_MS = 30 * 60_000;

/**
 * Fills in what a visit leaves out: a believable ID, time and origin for each event, in the order given.
 *
 * @param existing - what the user has so far.
 * @param taken - session IDs of anybody, which a new session must not have.
 */
export function fillEvents(
  input: ReturnType<typeof parseRecordInput>,
  existing: readonly SessionEvent[],
  taken: ReadonlySet<number>,
  now: number,
): SessionEvent[] {
  const sessions = bySession(existing);
  const session = input.sessionId === undefined ? undefined : sessions.get(input.sessionId);
  const start =
    input.start ?? input.events[0]?.timestamp ?? defaultStart(session ?? existing, session !== undefined, now);
  const sessionId = input.sessionId ?? newSessionId(start, existing, taken);

  const filled: SessionEvent[] = [];
  let previous = session?.at(-1);
  let page = session?.findLast((event) => event.type === 'LOCATION');
  for (const [index, given] of input.events.entries()) {
    const event = fillEvent(given, {
      sessionId,
      messageId: nextMessageId(given, previous),
      timestamp: index === 0 ? start : (previous?.timestamp ?? start) + THINK_TIME_MS,
      page,
    });
    if (event.type === 'LOCATION') page = event;
    previous = event;
    filled.push(event);
  }
  return filled;
}

function defaultStart(events: readonly SessionEvent[], isSameSession: boolean, now: number): number {
  const last = events.reduce((latest, event) => Math.max(latest, event.timestamp), Number.NEGATIVE_INFINITY);
  return isSameSession ? last + THINK_TIME_MS : Math.max(now, last + PAUSE_BETWEEN_SESSIONS_MS);
}

function newSessionId(start: number, existing: readonly SessionEvent[], others: ReadonlySet<number>): number {
  const earlier = existing.filter((event) => event.timestamp <= start).map((event) => event.sessionId);
  const taken = new Set(existing.map((event) => event.sessionId));
  let id = earlier.reduce((highest, other) => Math.max(highest, other + 1), sessionIdAt(start, 0));
  while (taken.has(id) || others.has(id)) id += 1;
  return id;
}

function nextMessageId(given: EventInput, previous: SessionEvent | undefined): number {
  const page = previous ? Math.floor(previous.messageId / PAGE) : 0;
  if (!previous || given.type === 'LOCATION') return (page + 1) * PAGE + FIRST_INDEX;
  return previous.messageId + INDEX_STEP;
}

interface Place {
  readonly sessionId: number;
  readonly messageId: number;
  readonly timestamp: number;
  readonly page: LocationEvent | undefined;
}

function fillEvent(given: EventInput, place: Place): SessionEvent {
  const { page } = place;
  const id = {
    sessionId: given.sessionId ?? place.sessionId,
    messageId: given.messageId ?? place.messageId,
    timestamp: given.timestamp ?? place.timestamp,
  };
  if (given.type === 'CLICK') return { ...id, label: given.label, type: 'CLICK' };
  if (given.type === 'INPUT') return { ...id, label: given.label, value: given.value ?? null, type: 'INPUT' };

  const host = given.host ?? page?.host ?? DEFAULT_HOST;
  const referrer = given.referrer === undefined ? (page ? `https://${page.host}${page.path}` : '') : given.referrer;
  const metrics = Object.fromEntries(PAGE_METRICS.map((metric) => [metric, given[metric] ?? null]));
  return {
    ...id,
    host,
    path: given.path,
    basePath: given.basePath ?? withoutQuery(given.path),
    referrer,
    baseReferrer: given.baseReferrer === undefined ? referrer && withoutQuery(referrer) : given.baseReferrer,
    // fromEntries cannot say that every metric is there, which the list above ensures
    ...(metrics as Pick<LocationEvent, (typeof PAGE_METRICS)[number]>),
    value: given.value ?? given.path,
    url: given.url ?? given.path,
    type: 'LOCATION',
  };
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
