import { inSlices, type Work } from '../../shared/slices.ts';
import type { ShownEvent } from './sessions.ts';

/** Reads the events of a reply; undefined if the text is not one, as when it was cut off. */
export function readEvents(text: string): Promise<ShownEvent[] | undefined> {
  return inSlices(parseItems(text));
}

/** Strings, which may contain anything, and the brackets of objects and lists. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
const ITEM_DEPTH = 2;

/** Reads item by item, as parsing a whole reply could freeze the page. */
function* parseItems(text: string): Work<ShownEvent[] | undefined> {
  const events: ShownEvent[] = [];
  let depth = 0;
  let itemStart = 0;
  let frameEnd = -1;
  let itemEnd = 0;
  try {
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      yield;
      if (token === '{' || token === '[') {
        if (depth === ITEM_DEPTH) itemStart = index;
        if (depth === ITEM_DEPTH && frameEnd < 0) frameEnd = index;
        depth += 1;
      } else if (token === '}' || token === ']') {
        depth -= 1;
        if (depth !== ITEM_DEPTH) continue;
        const between = text.slice(itemEnd, itemStart).trim();
        if (itemEnd > 0 && between !== ',') return undefined;
        itemEnd = index + 1;
        const item: unknown = JSON.parse(withTextId(text.slice(itemStart, itemEnd)));
        if (isEvent(item)) events.push(item);
      }
    }
    const frame = frameEnd < 0 ? text : text.slice(0, frameEnd) + text.slice(itemEnd);
    const { data } = JSON.parse(frame) as { data?: unknown }; // any JSON; null throws and is caught
    return Array.isArray(data) ? events : undefined;
  } catch {
    return undefined;
  }
}

/** Quotation marks inside a string are escaped, so only the field is found. */
function withTextId(item: string): string {
  return item.replace(/"sessionId":(\s*)(\d+)/, '"sessionId":$1"$2"');
}

function isEvent(item: unknown): item is ShownEvent {
  const { type, timestamp } = (item ?? {}) as Partial<ShownEvent>;
  return typeof type === 'string' && typeof timestamp === 'number';
}
