import type { Fields } from '../../reading/fields.ts';
import type { Item } from '../../reading/item.ts';
import { sortedText } from '../../reading/sorted-text.ts';

/** A session as it came: what of it lies in the window that was asked for. */
export interface Visit extends Fields {
  readonly sessionId: string | number;
  readonly eventsCount: number;
  readonly startTs: number;
  readonly endTs: number;
}

/** The `data` of a reply; undefined where it is no object. */
export function dataOf(body: unknown): Fields | undefined {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  return data !== null && typeof data === 'object' && !Array.isArray(data) ? (data as Fields) : undefined;
}

/** Reads the sessions of a reply body; undefined where it is no list of sessions that can be told apart. */
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

/** Whether more events were stored of a session, behind those that were there. */
export function goesOn(before: Item, now: Item): boolean {
  const [old, later] = [before.value as Visit, now.value as Visit];
  if (later.endTs <= old.endTs || later.eventsCount <= old.eventsCount) return false;
  const { endTs: _, eventsCount: __, ...first } = old;
  return Object.entries(first).every(([name, value]) => sortedText(later[name]) === sortedText(value));
}

/** Puts a session in the words that all APIs share. */
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
