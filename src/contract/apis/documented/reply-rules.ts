import { type LocationEvent, PAGE_METRICS } from '../../../api/session-event.ts';
import type { Rule } from '../../asking/inspector.ts';
import { onSuccess } from '../../asking/on-success.ts';
import type { Fields } from '../../reading/fields.ts';
import { asksForWindow } from '../../reading/window.ts';
import { cut } from '../../wire/cut.ts';

/**
 * Applies to the items of each list that has some. `isWhole` is false for what a window cut out: what is nowhere in it
 * may well be elsewhere.
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

/** Gives the first breach among items, or whether any was looked at. */
export function firstBreach(items: readonly Fields[], rule: (item: Fields) => ReturnType<Rule>): ReturnType<Rule> {
  let isMet = false;
  for (const item of items) {
    const verdict = rule(item);
    if (verdict === 'met') isMet = true;
    else if (verdict) return verdict;
  }
  return isMet ? 'met' : undefined;
}

/** Applies to LOCATION events that have what the relations compare; the fields themselves are REPLY-06's. */
export function onLocations(rule: (event: LocationEvent) => ReturnType<Rule>): Rule {
  return onItems((item) => {
    const isComplete =
      item.type === 'LOCATION' &&
      ['host', 'path', 'basePath', 'value', 'url'].every((name) => typeof item[name] === 'string') &&
      ['referrer', 'baseReferrer'].every((name) => typeof item[name] === 'string' || item[name] === null) &&
      PAGE_METRICS.every((name) => typeof item[name] === 'number' || item[name] === null);
    // what the rules read has just been looked at
    return isComplete ? rule(item as LocationEvent) : undefined;
  });
}

/** Gives the items of a body; undefined where it is no list of objects. */
export function itemsOf(body: unknown): Fields[] | undefined {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  const isList = Array.isArray(data) && data.every((item) => item !== null && typeof item === 'object');
  return isList ? data : undefined;
}

/** Shows a value in a report, shortened. */
export function show(value: unknown): string {
  return cut(JSON.stringify(value) ?? 'nothing', 240);
}
