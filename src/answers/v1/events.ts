import type { V1Release } from '../../api/v1/release.ts';
import { isTurn, type Work } from '../../shared/slices.ts';
import type { UserSession } from '../../store/sessions.ts';

type RecordedEvent = ReturnType<UserSession['readEvents']> extends Work<(infer E)[]> ? E : never;
type Details = UserSession['eventDetails'];
type Location = Extract<RecordedEvent, { type: 'LOCATION' }>;

/** Writes the events of a session, in slices, in the format of a release, by time (`observed: v1`). */
export function* toWireEvents({ eventDetails, readEvents }: UserSession, release: V1Release): Work<object[]> {
  const events = yield* readEvents();
  return yield* release === '1.10' ? toRows(events, eventDetails) : toMerged(events, eventDetails);
}

/** All columns of each table; the writer makes the session ID a number with all its digits. */
function* toRows(events: readonly RecordedEvent[], details: Details): Work<object[]> {
  const rows: ReturnType<typeof toRow>[] = [];
  let page: Location | undefined;
  for (const [index, event] of events.entries()) {
    if (isTurn(index)) yield;
    if (event.type === 'LOCATION') page = event;
    rows.push(toRow(event, page, details));
  }
  return rows.sort((a, b) => a.timestamp - b.timestamp || a.messageId - b.messageId);
}

function toRow(event: RecordedEvent, page: Location | undefined, details: Details) {
  const { sessionId, messageId, timestamp } = event;
  const common = { sessionId, messageId, timestamp };
  if (event.type === 'INPUT') return { ...common, label: event.label, value: event.value, type: 'INPUT' };
  if (event.type === 'CLICK') {
    const { selector, ...given } = details[messageId] ?? {};
    // clicks stored before servers kept their place have neither
    const place = page && selector !== undefined ? { url: toUrl(page), path: page.basePath } : { url: '', path: null };
    const { url = place.url, path = place.path } = given;
    return { ...common, label: event.label, url, path, selector: selector ?? '', type: 'CLICK' };
  }
  const { basePath, host, referrer, baseReferrer } = event;
  return {
    ...common,
    host,
    path: basePath,
    query: queryOf(event),
    referrer,
    baseReferrer,
    domBuildingTime: event.domBuildingTime,
    domContentLoadedTime: event.domContentLoadedTime,
    loadTime: event.loadTime,
    firstPaintTime: event.firstPaintTime,
    firstContentfulPaintTime: event.firstContentfulPaintTime,
    speedIndex: event.speedIndex,
    visuallyComplete: event.visuallyComplete,
    timeToInteractive: event.timeToInteractive,
    responseTime: event.responseTime,
    responseEnd: event.responseEnd,
    ttfb: event.ttfb,
    value: basePath,
    url: basePath,
    type: 'LOCATION',
  };
}

const toUrl = ({ host, path }: Location) => `https://${host}${path}`;

function queryOf({ path, basePath }: Location): string | null {
  return path.startsWith(`${basePath}?`) ? path.slice(basePath.length + 1) : null;
}

const SECOND_MS = 1000;
/** How long the handlers of a page load took, which servers measure under the names of the events. */
const HANDLERS_MS = { load: 5, domContentLoaded: 10 };

/** Whole seconds; only the last event of one type in a second remains, and clicks without a label are not stored. */
function* toMerged(events: readonly RecordedEvent[], details: Details): Work<object[]> {
  const referrer = events.find((event) => event.type === 'LOCATION')?.referrer ?? '';
  const kept = new Map<string, RecordedEvent>();
  for (const [index, event] of events.entries()) {
    if (isTurn(index)) yield;
    if (event.type !== 'LOCATION' && event.label === '') continue;
    kept.set(`${Math.floor(event.timestamp / SECOND_MS)} ${event.type}`, event);
  }
  return [...kept.values()]
    .map((event) => ({ event, timestamp: Math.floor(event.timestamp / SECOND_MS) * SECOND_MS }))
    .sort((a, b) => a.timestamp - b.timestamp || (a.event.type < b.event.type ? -1 : 1))
    .map(({ event, timestamp }) => toMergedEvent(event, { timestamp, referrer, details }));
}

interface Surroundings {
  readonly timestamp: number;
  readonly referrer: string;
  readonly details: Details;
}

/** The longest time that a server can store, in seconds. */
const MOST_SECONDS = 65_535;

function toMergedEvent(event: RecordedEvent, { timestamp, referrer, details }: Surroundings): object {
  const { selector = '', hesitation = 0, duration = 0 } = details[event.messageId] ?? {};
  const head = { createdAt: new Date(timestamp).toISOString().slice(0, 19), type: event.type };
  if (event.type === 'CLICK')
    return { ...head, label: event.label, hesitation: hesitation || null, selector: selector || null, timestamp };
  if (event.type === 'INPUT') {
    const seconds = Math.min(Math.round(duration / SECOND_MS), MOST_SECONDS);
    const took = seconds * SECOND_MS;
    return { ...head, duration: took, label: event.label, value: null, hesitation: hesitation || null, timestamp };
  }
  const isMeasured = event.domContentLoadedTime !== null;
  return {
    ...head,
    url: toUrl(event),
    referrer,
    label: null,
    host: event.host.replace(/:\d+$/, ''),
    pageLoad: null,
    fcpTime: event.firstContentfulPaintTime,
    loadTime: isMeasured ? HANDLERS_MS.load : null,
    domContentLoadedTime: isMeasured ? HANDLERS_MS.domContentLoaded : null,
    domBuildingTime: event.domBuildingTime,
    speedIndex: event.speedIndex,
    visuallyComplete: event.visuallyComplete,
    timeToInteractive: event.timeToInteractive,
    firstContentfulPaintTime: event.firstContentfulPaintTime,
    firstPaintTime: event.firstPaintTime,
    timestamp,
  };
}
