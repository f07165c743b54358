import { type SessionId, toSessionId } from '../api/any-session-id.ts';
import { type LocationEvent, PAGE_METRICS } from '../api/session-event.ts';
import type { EventInput, RecordedEvent } from '../kit/record.ts';
import type { Details } from './details.ts';

/** Where and when an event happened, and on which page. */
interface Place {
  readonly sessionId: SessionId;
  readonly messageId: number;
  readonly timestamp: number;
  /** The previous page. */
  readonly page: Pick<LocationEvent, 'host' | 'path'> | undefined;
}

/** Fills in missing fields of an event with what real servers have. */
export function fillEvent(given: EventInput, { page, ...place }: Place, details: Details): RecordedEvent {
  const sessionId = given.sessionId === undefined ? place.sessionId : toSessionId(given.sessionId);
  const { messageId = place.messageId, timestamp = place.timestamp } = given;
  // each written out in wire order: spreading objects is far slower
  if (given.type === 'CLICK') return { sessionId, messageId, timestamp, label: given.label, type: 'CLICK' };
  if (given.type === 'INPUT') {
    return { sessionId, messageId, timestamp, label: given.label, value: given.value ?? null, type: 'INPUT' };
  }

  const { path, host = page?.host ?? details.host } = given;
  const referrer = given.referrer === undefined ? (page ? `https://${page.host}${page.path}` : '') : given.referrer;
  const metrics = metricsOf(given, () => details.pageLoad([String(sessionId), String(messageId)]));
  return {
    sessionId,
    messageId,
    timestamp,
    host,
    path,
    basePath: given.basePath ?? withoutQuery(path),
    referrer,
    baseReferrer: given.baseReferrer === undefined ? referrer && withoutQuery(referrer) : given.baseReferrer,
    domBuildingTime: metrics.domBuildingTime ?? null,
    domContentLoadedTime: metrics.domContentLoadedTime ?? null,
    loadTime: metrics.loadTime ?? null,
    firstPaintTime: metrics.firstPaintTime ?? null,
    firstContentfulPaintTime: metrics.firstContentfulPaintTime ?? null,
    speedIndex: metrics.speedIndex ?? null,
    visuallyComplete: metrics.visuallyComplete ?? null,
    timeToInteractive: metrics.timeToInteractive ?? null,
    responseTime: metrics.responseTime ?? null,
    responseEnd: metrics.responseEnd ?? null,
    ttfb: metrics.ttfb ?? null,
    value: given.value ?? path,
    url: given.url ?? path,
    type: 'LOCATION',
  };
}

type Metrics = { readonly [Metric in (typeof PAGE_METRICS)[number]]?: number | null | undefined };

/** If any metric is given (even null), the others are null instead of generated. */
function metricsOf(given: Metrics, makeUp: () => Metrics): Metrics {
  return PAGE_METRICS.some((metric) => given[metric] !== undefined) ? given : makeUp();
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
