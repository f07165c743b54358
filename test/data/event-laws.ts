import { type LocationEvent, type SessionEvent, sessionEventSchema } from '../../src/api/session-event.ts';

const HEAD = ['sessionId', 'messageId', 'timestamp'];

const RENDERED = ['speedIndex', 'visuallyComplete', 'timeToInteractive'] as const;

const LOADED = [
  'domBuildingTime',
  'domContentLoadedTime',
  'loadTime',
  'firstPaintTime',
  'firstContentfulPaintTime',
  'responseTime',
  'responseEnd',
] as const;

/** The keys of each type of event, in wire order. */
const KEYS = {
  LOCATION: [
    ...HEAD,
    ...['host', 'path', 'basePath', 'referrer', 'baseReferrer'],
    ...LOADED.slice(0, 5),
    ...RENDERED,
    ...LOADED.slice(5),
    ...['ttfb', 'value', 'url', 'type'],
  ],
  CLICK: [...HEAD, 'label', 'type'],
  INPUT: [...HEAD, 'label', 'value', 'type'],
};
const LINES = new Map(Object.entries(KEYS).map(([type, keys]) => [type, keys.join()]));

/** What is wrong with an event by itself; nothing when it is as the reference says. */
export function breachesOfEvent(event: SessionEvent): string[] {
  const breaches: string[] = [];
  const law = (holds: boolean, text: string): void => {
    if (!holds) breaches.push(`${text}: ${JSON.stringify(event)}`);
  };
  law(sessionEventSchema.safeParse(event).success, 'the event matches its schema');
  law(Object.keys(event).join() === LINES.get(event.type), 'the keys are the documented ones in wire order');
  law(Number.isSafeInteger(event.messageId) && event.messageId >= 0, 'messageId is exact');
  law(/^\d{16}$/.test(String(event.sessionId)), 'sessionId has 16 digits');
  law(event.sessionId <= Number.MAX_SAFE_INTEGER, 'sessionId is at most 2^53-1');
  for (const text of Object.values(event).filter((value) => typeof value === 'string')) {
    law(text.isWellFormed() && text === text.trim(), 'no text is cut inside a character or has blanks around it');
  }
  if (event.type === 'LOCATION') lawsOfLocation(event, law);
  return breaches;
}

/** Whether the load of the page was measured. */
export function isMeasured(event: LocationEvent): boolean {
  return event.loadTime !== null;
}

/** Spells a URL as browsers do; gives nothing for what is none. */
function spell(url: string | null): string | undefined {
  return url !== null && URL.canParse(url) ? new URL(url).href : undefined;
}

function lawsOfLocation(event: LocationEvent, law: (holds: boolean, text: string) => void): void {
  const cut = (text: string): string => text.split('?')[0] ?? '';
  law(event.value === event.path && event.url === event.path, 'value, url and path are the same');
  law(event.basePath === cut(event.path), 'basePath is path up to ?');
  law(event.baseReferrer === cut(event.referrer ?? ''), 'baseReferrer is referrer up to ?');
  law(event.ttfb === null, 'ttfb is null');
  law(!/[#\s]|[^\x21-\x7e]/.test(event.path), 'path is spelt as in a URL, without a fragment');
  law(spell(`https://${event.host}${event.path}`) === `https://${event.host}${event.path}`, 'host and path are a URL');
  law(event.referrer === '' || spell(event.referrer) === event.referrer, 'referrer is a URL or empty');
  const measured = LOADED.filter((key) => event[key] !== null).length;
  law(measured === 0 || measured === LOADED.length, 'the load times are set together');
  const rendered = RENDERED.filter((key) => event[key] !== null).length;
  law(rendered === 0 || (rendered === RENDERED.length && measured > 0), 'the render times are set together');
  if (measured === 0) return;
  for (const key of [...LOADED, ...RENDERED]) {
    law(event[key] === null || (event[key] >= 1 && event[key] <= 30_000), `${key} is 1 to 30000`);
  }
  const ms = (key: (typeof LOADED)[number]): number => event[key] ?? Number.NaN;
  law(ms('responseTime') <= ms('responseEnd'), 'responseTime <= responseEnd');
  law(ms('responseEnd') + ms('domBuildingTime') <= ms('domContentLoadedTime'), 'the DOM is built after the response');
  law(ms('domContentLoadedTime') <= ms('loadTime'), 'domContentLoadedTime <= loadTime');
  law(ms('firstPaintTime') <= ms('firstContentfulPaintTime'), 'firstPaintTime <= firstContentfulPaintTime');
}
