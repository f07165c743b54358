import type { Item } from './item.ts';
import { type Span, spansOfSessions } from './window-reading.ts';

/** The order of whole sessions. */
type SessionOrder = 'oldest first' | 'newest first';

/** The order of whole sessions, by start or by end; undefined if they have none. */
export function orderOfSessions(items: readonly Item[]): SessionOrder | undefined {
  const spans = spansOfSessions(items);
  const order = items.map(({ group }) => group).filter((id, index, ids) => id !== ids[index - 1]);
  if (order.length !== spans.size) return undefined;
  const inOrder = order.map((id) => spans.get(id) ?? { first: 0, last: 0 });
  const isSorted = (toNumber: (span: Span) => number) =>
    inOrder.every((span, index) => index === 0 || toNumber(span) >= toNumber(inOrder[index - 1] ?? span));
  if (isSorted(({ first }) => first) || isSorted(({ last }) => last)) return 'oldest first';
  return isSorted(({ first }) => -first) || isSorted(({ last }) => -last) ? 'newest first' : undefined;
}

/**
 * Sorts the sessions of a window as in the whole list, if the server orders them by what the window keeps of them:
 * two sessions that overlap may then swap places.
 */
export function withSessionsAs(
  expected: readonly Item[],
  received: readonly Item[],
  order: SessionOrder | undefined,
): readonly Item[] {
  if (order === undefined || orderOfSessions(received) !== order) return received;
  const places = new Map<Item['group'], number>();
  for (const { group } of expected) if (!places.has(group)) places.set(group, places.size);
  const placeOf = ({ group }: Item) => places.get(group) ?? places.size;
  return [...received].sort((a, b) => placeOf(a) - placeOf(b));
}
