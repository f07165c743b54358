import { cut } from '../wire/cut.ts';

/** An event as it came, with what telling events apart needs; the rest is looked at by the requirements on replies. */
export interface WireEvent {
  readonly [name: string]: unknown;
  readonly sessionId: number | string;
  readonly messageId: number;
  readonly timestamp: number;
  readonly type: string;
}

/** Reads the events of a reply body; undefined where it is no list of events that can be told apart. */
export function toEvents(body: unknown): WireEvent[] | undefined {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  // looked at by hand, as a schema would copy each event and tell of each that is none: replies may hold millions
  return Array.isArray(data) && data.every(isEvent) ? data : undefined;
}

function isEvent(item: unknown): item is WireEvent {
  if (item === null || typeof item !== 'object') return false;
  const { sessionId, messageId, timestamp, type } = item as Readonly<Record<string, unknown>>;
  const hasSession = typeof sessionId === 'string' || Number.isFinite(sessionId);
  return hasSession && Number.isFinite(messageId) && Number.isFinite(timestamp) && typeof type === 'string';
}

/** Tells an event from all others of a user. */
export function keyOf(event: WireEvent): string {
  return `${event.sessionId}/${event.messageId}`;
}

/** Events do not change, and a run compares the same ones again and again. */
const texts = new WeakMap<WireEvent, string>();

/** The whole event as text, the same for any order of keys. */
function canonical(event: WireEvent): string {
  const text = texts.get(event) ?? sortedText(event);
  texts.set(event, text);
  return text;
}

function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Says how one list of events differs from the expected one; undefined when it does not. */
export function describeDifference(expected: readonly WireEvent[], received: readonly WireEvent[]): string | undefined {
  const isAsLong = expected.length === received.length;
  // nearly always the same text, and much faster to tell than with sorted keys
  if (isAsLong && JSON.stringify(expected) === JSON.stringify(received)) return undefined;
  const wantedKeys = new Set(expected.map(keyOf));
  const gotKeys = new Set(received.map(keyOf));
  const missing = expected.filter((event) => !gotKeys.has(keyOf(event)));
  const extra = received.filter((event) => !wantedKeys.has(keyOf(event)));
  const parts = [`${received.length} events`];
  if (missing.length > 0) parts.push(`missing ${listEvents(missing)}`);
  if (extra.length > 0) parts.push(`extra ${listEvents(extra)}`);
  if (missing.length + extra.length === 0) {
    const [wanted, got] = [expected.map(canonical), received.map(canonical)];
    if (isAsLong && wanted.every((text, index) => text === got[index])) return undefined;
    parts.push(describeOrder(expected, received, wanted, got));
  }
  return parts.join(', ');
}

/** What is shown of an event, and of its type. */
const LONGEST_EVENT = 2_000;
const LONGEST_TYPE = 200;

function describeOrder(
  expected: readonly WireEvent[],
  received: readonly WireEvent[],
  wanted: readonly string[],
  got: readonly string[],
): string {
  if (received.length > expected.length) return 'some of them twice';
  if ([...wanted].sort().join() === [...got].sort().join()) return 'the same in another order';
  const at = expected.findIndex((_, index) => wanted[index] !== got[index]);
  return `with other values: ${cut(got[at] ?? 'nothing', LONGEST_EVENT)} instead of ${cut(wanted[at] ?? 'nothing', LONGEST_EVENT)}`;
}

function listEvents(events: readonly WireEvent[]): string {
  const shown = events
    .slice(0, 3)
    .map(({ type, timestamp, messageId }) => `${cut(type, LONGEST_TYPE)} ${messageId} at ${timestamp}`);
  return `${events.length} (${shown.join('; ')}${events.length > 3 ? '; …' : ''})`;
}
