import type { WindowEvidence } from '../../outcome/failure.ts';

/** What happened to an event: `left out` is right, `missing` and `extra` are not. */
export type Fate = 'kept' | 'missing' | 'extra' | 'left out';

/** An event of a window. */
export type DrawnEvent = WindowEvidence['events'][number];

/** A bound of the window. */
export interface BoundItem {
  readonly kind: 'bound';
  readonly name: 'start_date' | 'end_date';
  readonly time: number;
}

/** An instant with everything that happened at it. */
export interface InstantItem {
  readonly kind: 'instant';
  readonly time: number;
  readonly events: readonly DrawnEvent[];
}

/** Consecutive instants that are counted instead of drawn, as they add nothing. */
export interface GapItem {
  readonly kind: 'gap';
  readonly time: number;
  /** The last of the instants; `time` is the first. */
  readonly until: number;
  readonly events: readonly DrawnEvent[];
}

/** An entry of a timeline, in chronological order. */
export type TimelineItem = BoundItem | InstantItem | GapItem;

/** The maximum number of differing instants to draw. */
const MAX_DIFFERING = 6;

/** Determines what happened to an event. */
export function fateOf({ isExpected, isReceived }: DrawnEvent): Fate {
  if (isExpected) return isReceived ? 'kept' : 'missing';
  return isReceived ? 'extra' : 'left out';
}

/** Whether an event is missing or extra. */
export function differs({ isExpected, isReceived }: DrawnEvent): boolean {
  return isExpected !== isReceived;
}

const FATES: readonly Fate[] = ['missing', 'extra', 'kept', 'left out'];

/** Counts events by fate, such as `2 missing, 46 kept`. */
export function countFates(events: readonly DrawnEvent[], fates = FATES): string {
  const count = (fate: Fate) => events.filter((event) => fateOf(event) === fate).length;
  const counted = fates.filter((fate) => count(fate) > 0).map((fate) => `${count(fate)} ${fate}`);
  return counted.join(', ');
}

/** Picks the most revealing items: the bounds, the differing instants closest to them, and the neighbours of both. */
export function toItems(evidence: WindowEvidence): TimelineItem[] {
  const all = [...toInstants(evidence.events), ...toBounds(evidence)].sort(
    (a, b) => a.time - b.time || placeAtInstant(a) - placeAtInstant(b),
  );
  const revealing = revealingIndices(all);
  const isNear = (index: number) => [index - 1, index, index + 1].some((near) => revealing.has(near));
  const items: TimelineItem[] = [];
  for (const [index, item] of all.entries()) {
    // a single instant takes no more room than the note that it is left out
    if (item.kind === 'bound' || isNear(index) || (isNear(index - 1) && isNear(index + 1))) items.push(item);
    else items.push(joined(items, item));
  }
  return items;
}

function toInstants(events: readonly DrawnEvent[]): InstantItem[] {
  const byTime = new Map<number, DrawnEvent[]>();
  for (const event of events) {
    const list = byTime.get(event.timestamp) ?? [];
    list.push(event);
    byTime.set(event.timestamp, list);
  }
  return [...byTime].map(([time, list]) => ({ kind: 'instant', time, events: list }));
}

function toBounds({ start = NaN, end = NaN }: WindowEvidence): BoundItem[] {
  const bounds: BoundItem[] = [
    { kind: 'bound', name: 'start_date', time: start },
    { kind: 'bound', name: 'end_date', time: end },
  ];
  return bounds.filter(({ time }) => Number.isFinite(time));
}

/** Both bounds are inclusive, so what happens at a bound is placed inside the window. */
function placeAtInstant(item: BoundItem | InstantItem): number {
  if (item.kind === 'instant') return 0;
  return item.name === 'start_date' ? -1 : 1;
}

function revealingIndices(all: readonly (BoundItem | InstantItem)[]): Set<number> {
  const indicesOf = (test: (item: BoundItem | InstantItem) => boolean) =>
    all.flatMap((item, index) => (test(item) ? [index] : []));
  const bounds = indicesOf(({ kind }) => kind === 'bound');
  const differing = indicesOf((item) => item.kind === 'instant' && item.events.some(differs));
  const distance = (index: number) => Math.min(...bounds.map((bound) => Math.abs(bound - index)), all.length);
  const closest = differing.sort((a, b) => distance(a) - distance(b) || a - b).slice(0, MAX_DIFFERING);
  return new Set([...bounds, ...closest]);
}

/** Removes a preceding gap from the list and returns a gap with one more instant. */
function joined(items: TimelineItem[], { time, events }: InstantItem): GapItem {
  const last = items.at(-1);
  if (last?.kind !== 'gap') return { kind: 'gap', time, until: time, events };
  items.pop();
  return { ...last, until: time, events: [...last.events, ...events] };
}
