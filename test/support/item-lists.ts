import { toEvents, toItem } from '../../src/contract/apis/documented/events.ts';
import type { Item } from '../../src/contract/reading/item.ts';
import { eventLists } from './event-lists.ts';

/** Converts the events of a list to the contract's items. */
export function toItems(data: readonly object[]): Item[] {
  return (toEvents({ data }) ?? []).map(toItem);
}

/** Lists like {@link eventLists}, as the contract's items. */
export const itemLists = eventLists.map(toItems);
