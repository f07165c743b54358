import type { Fields } from '../../reading/fields.ts';
import type { Item } from '../../reading/item.ts';

/** A raw session with the fields that identify it; the rows on replies check the rest. */
export interface Summary extends Fields {
  readonly sessionId: string | number;
  readonly startTs: number;
}

/** Reads the sessions of a reply body; undefined if it is not a list of identifiable sessions. */
export function toSummaries(body: unknown): Item<Summary>[] | undefined {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  return Array.isArray(data) && data.every(isSummary) ? data.map(toItem) : undefined;
}

function isSummary(item: unknown): item is Summary {
  if (item === null || typeof item !== 'object') return false;
  const { sessionId, startTs } = item as Fields;
  const hasId = typeof sessionId === 'string' || Number.isFinite(sessionId);
  return hasId && Number.isFinite(startTs);
}

function toItem(summary: Summary): Item<Summary> {
  const id = String(summary.sessionId);
  return { key: id, time: summary.startTs, group: id, type: 'SESSION', name: `session ${id}`, value: summary };
}

/** Compares sessions by their IDs as numbers; anything else comes last. */
export function byId(a: Item, b: Item): number {
  const [one, other] = [toNumber(a.key), toNumber(b.key)];
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return one < other ? -1 : Number(one > other);
}

function toNumber(id: string): bigint | undefined {
  return /^-?\d+$/.test(id) ? BigInt(id) : undefined;
}

/** What grows while a session is in progress; when it ends, its duration is set and its last events are counted. */
const GROWING = ['duration', 'eventsCount', 'pagesCount', 'errorsCount'];

/** Whether a session that was in progress is still the same one. */
export function hasGrown(before: Item, now: Item): boolean {
  const [old, later] = [before.value as Summary, now.value as Summary];
  if (old.duration !== null) return false;
  return Object.keys({ ...old, ...later }).every((name) =>
    GROWING.includes(name) ? Number(later[name]) >= Number(old[name]) : later[name] === old[name],
  );
}
