import type { Item } from './item.ts';
import { keepsSession, type Range, SESSION_LEAD_MS, spansOfSessions, type WindowReading } from './window-reading.ts';

/** A requested window: numbers for valid bounds, texts for raw values. */
export interface Window {
  readonly start?: number | string | undefined;
  readonly end?: number | string | undefined;
}

/** Formats a window as a query; undefined if it has no bounds. */
export function toQuery({ start, end }: Window): string | undefined {
  const parts = [
    ...(start === undefined ? [] : [`start_date=${encodeURIComponent(start)}`]),
    ...(end === undefined ? [] : [`end_date=${encodeURIComponent(end)}`]),
  ];
  return parts.length > 0 ? parts.join('&') : undefined;
}

/** Whether a URL requests a window, however its dates are spelled: the reply may then lack something of the list. */
export function asksForWindow(url: string): boolean {
  return /date/i.test(url.split('?')[1] ?? '');
}

/** Describes a window in words. */
export function describeWindow({ start, end }: Window): string {
  if (start === undefined && end === undefined) return 'no window';
  return `the window ${start === undefined ? '' : `from ${start} `}${end === undefined ? '' : `to ${end}`}`.trimEnd();
}

/**
 * The items that a window keeps, in their order.
 *
 * @param received - the actual answer: if no reply shows whether a session is kept, it is expected as received.
 */
export function itemsWithin(
  events: readonly Item[],
  window: Window,
  reading: WindowReading,
  received: readonly Item[] = [],
): Item[] {
  const range = toRange(window);
  if (reading.keeps === 'event') {
    const { start, end } = range;
    return events.filter(({ time }) => time >= start && (reading.isEndIncluded ? time <= end : time < end));
  }
  const came = new Set(received.map(({ group }) => group));
  const kept = new Set<Item['group']>();
  for (const [group, span] of spansOfSessions(events)) {
    if (keepsSession(span, range, reading) ?? came.has(group)) kept.add(group);
  }
  return events.filter(({ group }) => kept.has(group));
}

function toRange({ start, end }: Window): Range {
  return {
    start: start === undefined ? Number.NEGATIVE_INFINITY : Number(start),
    end: end === undefined ? Number.POSITIVE_INFINITY : Number(end),
  };
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

/**
 * Returns the bounds worth trying, in ascending order: the time of each event, and 1 ms around it. If whole sessions are
 * kept, those of their ends and of one event inside; if sessions may start earlier, also a time well before.
 */
export function cutPoints(events: readonly Item[], reading: WindowReading): number[] {
  const times = reading.keeps === 'event' ? events.flatMap(endsOf) : timesOfSessions(events, reading);
  const distinct = [...new Set(times)].sort((a, b) => a - b);
  const step = Math.max(1, Math.ceil((distinct.length * 3) / MAX_CUTS));
  const kept = distinct.filter((_, index) => index % step === 0 || index === distinct.length - 1);
  const cuts = new Set(kept.flatMap((time) => [time - 1, time, time + 1]));
  return [...cuts].filter((time) => time >= 0).sort((a, b) => a - b);
}

function endsOf({ time, end = time }: Item): number[] {
  return end === time ? [time] : [time, end];
}

function timesOfSessions(events: readonly Item[], { isLoose }: WindowReading): number[] {
  const inside = new Map<Item['group'], number>();
  for (const { group, time } of events.slice(0, -1)) inside.set(group, time);
  const spans = [...spansOfSessions(events).values()];
  return [
    ...spans.flatMap(({ first, last }) => [first, last, ...(isLoose ? [first - SESSION_LEAD_MS] : [])]),
    ...inside.values(),
  ];
}
