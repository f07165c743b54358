import { type LocationEvent, PAGE_METRICS } from '../../../api/session-event.ts';
import type { Rule } from '../../asking/inspector.ts';
import { onSuccess } from '../../asking/on-success.ts';
import type { Fields } from '../../reading/fields.ts';
import { asksForWindow } from '../../reading/window.ts';
import { cut } from '../../wire/cut.ts';

/**
 * Applies to the items of each list that contains some. `isWhole` is false for the list of a window: what it lacks
 * may be outside the window.
 */
export function onReplyItems(rule: (items: readonly Fields[], isWhole: boolean) => ReturnType<Rule>): Rule {
  return onSuccess(({ body, exchange }) => {
    const items = itemsOf(body);
    return items && items.length > 0 ? rule(items, !asksForWindow(exchange.request.url)) : undefined;
  });
}

/** Applies to each item of each list. */
function onItems(rule: (item: Fields) => ReturnType<Rule>): Rule {
  return onReplyItems((items) => firstBreach(items, rule));
}

/** Returns the first breach among items, or else whether any was checked. */
export function firstBreach(items: readonly Fields[], rule: (item: Fields) => ReturnType<Rule>): ReturnType<Rule> {
  let isMet = false;
  for (const item of items) {
    const verdict = rule(item);
    if (verdict === 'met') isMet = true;
    else if (verdict) return verdict;
  }
  return isMet ? 'met' : undefined;
}

/** Applies to LOCATION events with all the fields that the relations compare; REPLY-06 checks the fields themselves. */
export function onLocations(rule: (event: LocationEvent) => ReturnType<Rule>): Rule {
  return onItems((item) => {
    const isComplete =
      item.type === 'LOCATION' &&
      ['host', 'path', 'basePath', 'value', 'url'].every((name) => typeof item[name] === 'string') &&
      ['referrer', 'baseReferrer'].every((name) => typeof item[name] === 'string' || item[name] === null) &&
      PAGE_METRICS.every((name) => typeof item[name] === 'number' || item[name] === null);
    // the fields that the rules read have just been checked
    return isComplete ? rule(item as LocationEvent) : undefined;
  });
}

/** The items of a body; undefined if it is not a list of objects. */
export function itemsOf(body: unknown): Fields[] | undefined {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  const isList = Array.isArray(data) && data.every((item) => item !== null && typeof item === 'object');
  return isList ? data : undefined;
}

/** Formats a value for a report, shortened. */
export function show(value: unknown): string {
  return cut(JSON.stringify(value) ?? 'nothing', 240);
}
