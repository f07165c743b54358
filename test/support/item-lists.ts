import { toEvents, toItem } from '../../src/contract/apis/documented/events.ts';
import type { Item } from '../../src/contract/reading/item.ts';
import { eventLists } from './event-lists.ts';

/** The events of a list as the contract sees them. */
export function toItems(data: readonly object[]): Item[] {
  return (toEvents({ data }) ?? []).map(toItem);
}

/** Lists like {@link eventLists}, as the contract sees them. */
export const itemLists = eventLists.map(toItems);
