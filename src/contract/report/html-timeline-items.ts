import type { WindowEvidence } from '../failure.ts';

/** What came of an event: `left out` is right, `missing` and `extra` are not. */
export type Fate = 'kept' | 'missing' | 'extra' | 'left out';

/** An event of a window. */
export type DrawnEvent = WindowEvidence['events'][number];

/** A bound of the window. */
export interface BoundItem {
  readonly kind: 'bound';
  readonly name: 'start_date' | 'end_date';
  readonly time: number;
}

/** An instant with all that happened at it. */
export interface InstantItem {
  readonly kind: 'instant';
  readonly time: number;
  readonly events: readonly DrawnEvent[];
}

/** Instants in a row that are not drawn, as they show nothing more. */
export interface GapItem {
  readonly kind: 'gap';
  readonly events: readonly DrawnEvent[];
  readonly from: number;
  readonly to: number;
}

/** What a timeline shows, from early to late. */
export type TimelineItem = BoundItem | InstantItem | GapItem;

/** How many instants at which something differs are drawn. */
const MAX_DIFFERING = 8;

/** What came of an event. */
export function fateOf({ isExpected, isReceived }: DrawnEvent): Fate {
  if (isExpected) return isReceived ? 'kept' : 'missing';
  return isReceived ? 'extra' : 'left out';
}

/** Whether a server did wrong by an event. */
export function isDiffering(event: DrawnEvent): boolean {
  return event.isExpected !== event.isReceived;
}

/** Picks what tells most: the bounds, the instants that differ closest to them, and their neighbours. */
export function toItems(evidence: WindowEvidence): TimelineItem[] {
  const all = [...toInstants(evidence.events), ...toBounds(evidence)].sort(
    (a, b) => a.time - b.time || rank(a) - rank(b),
  );
  const telling = tellingIndices(all);
  const isDrawn = (index: number) => [index - 1, index, index + 1].some((near) => telling.has(near));
  // one hidden instant takes no more room than the words that it is hidden
  const isShown = (index: number) => isDrawn(index) || (isDrawn(index - 1) && isDrawn(index + 1));
  return all.reduce<TimelineItem[]>((items, item, index) => {
    if (item.kind === 'bound' || isShown(index)) return [...items, item];
    const last = items.at(-1);
    return last?.kind === 'gap' ? [...items.slice(0, -1), widen(last, item)] : [...items, toGap(item)];
  }, []);
}

function toInstants(events: readonly DrawnEvent[]): InstantItem[] {
  const byTime = new Map<number, DrawnEvent[]>();
  for (const event of events) byTime.set(event.timestamp, [...(byTime.get(event.timestamp) ?? []), event]);
  return [...byTime].map(([time, list]) => ({ kind: 'instant', time, events: list }));
}

function toBounds({ start, end }: WindowEvidence): BoundItem[] {
  const bounds = [
    { kind: 'bound', name: 'start_date', time: start },
    { kind: 'bound', name: 'end_date', time: end },
  ] as const;
  return bounds.flatMap(({ time, ...rest }) =>
    Number.isFinite(time) && time !== undefined ? [{ ...rest, time }] : [],
  );
}

/** Both ends belong to the window, so what happens at a bound stands inside it. */
function rank(item: BoundItem | InstantItem): number {
  if (item.kind === 'instant') return 0;
  return item.name === 'start_date' ? -1 : 1;
}

function tellingIndices(all: readonly (BoundItem | InstantItem)[]): Set<number> {
  const bounds = all.flatMap((item, index) => (item.kind === 'bound' ? [index] : []));
  const differing = all.flatMap((item, index) =>
    item.kind === 'instant' && item.events.some(isDiffering) ? [index] : [],
  );
  const distance = (index: number) => Math.min(...bounds.map((bound) => Math.abs(bound - index)), all.length);
  const closest = differing.sort((a, b) => distance(a) - distance(b) || a - b).slice(0, MAX_DIFFERING);
  return new Set([...bounds, ...closest]);
}

function toGap({ events, time }: InstantItem): GapItem {
  return { kind: 'gap', events, from: time, to: time };
}

function widen(gap: GapItem, { events, time }: InstantItem): GapItem {
  return { ...gap, events: [...gap.events, ...events], to: time };
}
