import { z } from 'zod';

/** What every event has, whatever its type; the rest is looked at by the requirements on replies. */
const wireEventSchema = z.looseObject({
  sessionId: z.union([z.number(), z.string()]),
  messageId: z.number(),
  timestamp: z.number(),
  type: z.string(),
});

const listSchema = z.object({ data: z.array(wireEventSchema) });

/** An event as it came, with what telling events apart needs. */
export type WireEvent = z.infer<typeof wireEventSchema>;

/** Reads the events of a reply body; undefined where it is no list of events that can be told apart. */
export function toEvents(body: unknown): WireEvent[] | undefined {
  const parsed = listSchema.safeParse(body);
  return parsed.success ? parsed.data.data : undefined;
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
  // nearly always the same text, and much faster to tell than with sorted keys
  if (JSON.stringify(expected) === JSON.stringify(received)) return undefined;
  const wanted = expected.map(canonical);
  const got = received.map(canonical);
  if (wanted.length === got.length && wanted.every((text, index) => text === got[index])) return undefined;

  const wantedKeys = new Set(expected.map(keyOf));
  const gotKeys = new Set(received.map(keyOf));
  const missing = expected.filter((event) => !gotKeys.has(keyOf(event)));
  const extra = received.filter((event) => !wantedKeys.has(keyOf(event)));
  const parts = [`${received.length} events`];
  if (missing.length > 0) parts.push(`missing ${listEvents(missing)}`);
  if (extra.length > 0) parts.push(`extra ${listEvents(extra)}`);
  if (missing.length + extra.length === 0) parts.push(describeOrder(expected, received, wanted, got));
  return parts.join(', ');
}

function describeOrder(
  expected: readonly WireEvent[],
  received: readonly WireEvent[],
  wanted: readonly string[],
  got: readonly string[],
): string {
  if (received.length > expected.length) return 'some of them twice';
  if ([...wanted].sort().join() === [...got].sort().join()) return 'the same in another order';
  const at = expected.findIndex((_, index) => wanted[index] !== got[index]);
  return `with other values: ${got[at] ?? 'nothing'} instead of ${wanted[at] ?? 'nothing'}`;
}

function listEvents(events: readonly WireEvent[]): string {
  const shown = events.slice(0, 3).map(({ type, timestamp, messageId }) => `${type} ${messageId} at ${timestamp}`);
  return `${events.length} (${shown.join('; ')}${events.length > 3 ? '; …' : ''})`;
}
