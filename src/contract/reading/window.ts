import type { Item } from './item.ts';

/** A window as asked for: numbers for valid bounds, texts for the wire's own spelling. */
export interface Window {
  readonly start?: number | string | undefined;
  readonly end?: number | string | undefined;
}

/** What the dates filter. */
export type WindowMode = 'event' | 'session';

/** Spells a window as query text; undefined for none. */
export function toQuery({ start, end }: Window): string | undefined {
  const parts = [
    ...(start === undefined ? [] : [`start_date=${encodeURIComponent(start)}`]),
    ...(end === undefined ? [] : [`end_date=${encodeURIComponent(end)}`]),
  ];
  return parts.length > 0 ? parts.join('&') : undefined;
}

/** Says a window in words. */
export function describeWindow({ start, end }: Window): string {
  if (start === undefined && end === undefined) return 'no window';
  return `the window ${start === undefined ? '' : `from ${start} `}${end === undefined ? '' : `to ${end}`}`.trimEnd();
}

/** The items that a window keeps, both ends included, in the order they are in. */
export function itemsWithin(events: readonly Item[], { start, end }: Window, mode: WindowMode): Item[] {
  const from = start === undefined ? 0 : Number(start);
  const to = end === undefined ? Number.POSITIVE_INFINITY : Number(end);
  const isInside = (time: number) => time >= from && time <= to;
  if (mode === 'event') return events.filter((event) => isInside(event.time));
  const starts = startsOfSessions(events);
  return events.filter((event) => isInside(starts.get(event.group) ?? event.time));
}

/** The time of the first item of each session. */
export function startsOfSessions(items: readonly Item[]): Map<Item['group'], number> {
  const starts = new Map<Item['group'], number>();
  for (const { group, time } of items) {
    starts.set(group, Math.min(starts.get(group) ?? time, time));
  }
  return starts;
}

const MAX_CUTS = 600;
/** A session begins at most this long before its first event (`observed: v1`). */
const SESSION_LEAD_MS = 60_000;

/**
 * Gives the bounds worth trying, in rising order: each time an event happened, and 1 ms around it.
 *
 * Where whole sessions are kept, the start of a session is not in the reply; the cuts are then between sessions.
 */
export function cutPoints(events: readonly Item[], mode: WindowMode): number[] {
  const times = mode === 'event' ? events.map((event) => event.time) : [...startsOfSessions(events).values()];
  const distinct = [...new Set(times)].sort((a, b) => a - b);
  if (mode === 'session') {
    return distinct.map((time) => time - SESSION_LEAD_MS).filter((cut, index) => cut > (distinct[index - 1] ?? 0));
  }
  const step = Math.max(1, Math.ceil((distinct.length * 3) / MAX_CUTS));
  const kept = distinct.filter((_, index) => index % step === 0 || index === distinct.length - 1);
  return [...new Set(kept.flatMap((time) => [time - 1, time, time + 1]))].filter((time) => time >= 0);
}
