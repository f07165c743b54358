import { PAGE_METRICS } from '../api/session-event.ts';
import type { EventInput } from '../kit/record.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#34;': '"',
  '&quot;': '"',
  '&#39;': "'",
};

/** Reads an event of any API, or of a fixture; undefined if its type is not kept. The HTML escapes of v2 are undone. */
function readEvent(raw: unknown): EventInput | undefined {
  if (!isFields(raw)) return undefined;
  const isV2 = '$event_name' in raw;
  const own = isFields(raw.$properties) ? raw.$properties : {};
  const text = (value: unknown): string | undefined => {
    if (typeof value !== 'string') return undefined;
    return isV2 ? value.replace(/&(?:amp|lt|gt|quot|#3[49]);/g, (entity) => ESCAPED[entity] ?? entity) : value;
  };
  const type = raw.type ?? raw.$event_name;
  const label = text(raw.label ?? own.label) ?? '';
  const place = placeOf(raw);
  if (type === 'CLICK') return { type, ...place, label };
  if (type === 'INPUT') return { type, ...place, label, value: text(raw.value ?? own.value) ?? null };
  if (type !== 'LOCATION') return undefined;
  const page = readPage(text, raw, own);
  return page && { type, ...place, ...page, ...metricsOf(raw) };
}

function placeOf(raw: Fields) {
  const { sessionId, session_id = sessionId, messageId, timestamp, created_at = timestamp } = raw;
  return {
    ...((typeof session_id === 'number' || typeof session_id === 'string') && { sessionId: session_id }),
    ...(typeof messageId === 'number' && { messageId }),
    ...(typeof created_at === 'number' && { timestamp: created_at }),
  };
}

/** The page: from host and path, or from a full URL, which comes with the first referrer of the session. */
function readPage(text: (value: unknown) => string | undefined, raw: Fields, own: Fields) {
  const address = text(raw.url ?? own.url ?? raw.$current_url) ?? '';
  const path = text(raw.path);
  if (path !== undefined) {
    const query = text(raw.query);
    const host = text(raw.host);
    const referrer = text(raw.referrer);
    return {
      ...(host !== undefined && { host }),
      path: query ? `${path}?${query.replace(/^\?/, '')}` : path,
      ...(referrer !== undefined && { referrer }),
    };
  }
  if (!URL.canParse(address)) return undefined;
  const { host, pathname, search } = new URL(address);
  return { host, path: pathname + search };
}

function metricsOf(raw: Fields): Partial<Record<(typeof PAGE_METRICS)[number], number | null>> {
  const metrics = PAGE_METRICS.map((name) => [name, raw[name]] as const);
  return Object.fromEntries(
    metrics.filter(([, value]) => value === null || (Number.isInteger(value) && Number(value) >= 0)),
  );
}

/**
 * Sorts events into the order they happened: by time, and at the same time, which may be a whole second, each click
 * before the page that it leads to, if it names the page that it was on.
 */
export function inOrder(raws: readonly unknown[]): readonly EventInput[] {
  const read = raws.flatMap((raw) => {
    const event = readEvent(raw);
    if (!event || !isFields(raw)) return [];
    const own = isFields(raw.$properties) ? raw.$properties : {};
    const address = event.type === 'LOCATION' || typeof own.url !== 'string' ? undefined : own.url;
    return [{ event, address }];
  });
  const sorted = read.sort(
    (a, b) =>
      (a.event.timestamp ?? 0) - (b.event.timestamp ?? 0) || (a.event.messageId ?? 0) - (b.event.messageId ?? 0),
  );
  const ordered: EventInput[] = [];
  let page = '';
  for (let start = 0; start < sorted.length; ) {
    const time = sorted[start]?.event.timestamp;
    let end = start + 1;
    while (end < sorted.length && time !== undefined && sorted[end]?.event.timestamp === time) end++;
    const waiting = sorted.slice(start, end);
    start = end;
    while (waiting.length > 0) {
      const here = waiting.findIndex(({ address }) => address !== undefined && address === page);
      const first =
        here >= 0
          ? here
          : Math.max(
              0,
              waiting.findIndex(({ address }) => address === undefined),
            );
      const [{ event } = { event: undefined }] = waiting.splice(first, 1);
      if (!event) break;
      if (event.type === 'LOCATION') page = `https://${event.host}${event.path}`;
      ordered.push(event);
    }
  }
  return ordered;
}
