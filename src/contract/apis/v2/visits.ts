import type { Fields } from '../../reading/fields.ts';
import type { Item } from '../../reading/item.ts';
import { sortedText } from '../../reading/sorted-text.ts';

/** A raw session: the part of it that lies in the requested window. */
export interface Visit extends Fields {
  readonly sessionId: string | number;
  readonly eventsCount: number;
  readonly startTs: number;
  readonly endTs: number;
}

/** The `data` of a reply; undefined if it is not an object. */
export function dataOf(body: unknown): Fields | undefined {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  return data !== null && typeof data === 'object' && !Array.isArray(data) ? (data as Fields) : undefined;
}

/** Reads the sessions of a reply body; undefined if it is not a list of identifiable sessions. */
export function toVisits(body: unknown): Item<Visit>[] | undefined {
  const { sessions, total } = dataOf(body) ?? {};
  if (sessions === null && total !== undefined) return [];
  return Array.isArray(sessions) && sessions.every(isVisit) ? sessions.map(toItem) : undefined;
}

function isVisit(item: unknown): item is Visit {
  if (item === null || typeof item !== 'object') return false;
  const { sessionId, startTs, endTs } = item as Fields;
  const hasId = typeof sessionId === 'string' || Number.isFinite(sessionId);
  return hasId && Number.isFinite(startTs) && Number.isFinite(endTs);
}

/** Whether more events were stored at the end of a session. */
export function goesOn(before: Item, now: Item): boolean {
  const [old, later] = [before.value as Visit, now.value as Visit];
  if (later.endTs <= old.endTs || later.eventsCount <= old.eventsCount) return false;
  const { endTs: _, eventsCount: __, ...first } = old;
  return Object.entries(first).every(([name, value]) => sortedText(later[name]) === sortedText(value));
}

/** Translates a session into the terms that all APIs share. */
export function toItem(visit: Visit): Item<Visit> {
  const id = String(visit.sessionId);
  return {
    key: id,
    time: visit.startTs,
    end: visit.endTs,
    group: id,
    type: 'SESSION',
    name: `session ${id}`,
    value: visit,
  };
}
