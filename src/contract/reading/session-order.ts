import type { Item } from './item.ts';
import { type Span, spansOfSessions } from './window-reading.ts';

/** In which order whole sessions come. */
type SessionOrder = 'oldest first' | 'newest first';

/** In which order whole sessions come one after the other, by their start or by their end; undefined for none. */
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
 * Puts the sessions of a window in the order that they have in the whole list, where the server orders them by what the
 * window leaves of them: which of two sessions that overlap comes first may then be another one.
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
