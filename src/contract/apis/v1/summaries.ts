import type { Fields } from '../../reading/fields.ts';
import type { Item } from '../../reading/item.ts';

/** A session as it came, with what telling sessions apart needs; the rest is looked at by the rows on replies. */
export interface Summary extends Fields {
  readonly sessionId: string | number;
  readonly startTs: number;
}

/** Reads the sessions of a reply body; undefined where it is no list of sessions that can be told apart. */
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

/** Puts sessions in the order of their IDs, as numbers; what is no number comes last. */
export function byId(a: Item, b: Item): number {
  const [one, other] = [toNumber(a.key), toNumber(b.key)];
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return one < other ? -1 : Number(one > other);
}

function toNumber(id: string): bigint | undefined {
  return /^-?\d+$/.test(id) ? BigInt(id) : undefined;
}
