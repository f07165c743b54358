import type { ClickEvent, LocationEvent, SessionEvent } from '../session-event.ts';

/** The project key of the document's example request. */
export const DOCUMENTED_PROJECT_KEY = '3sWXSsqHgSKnE87YkNJK';

/** The user ID of the document's example request. */
export const DOCUMENTED_USER_ID = 'mickael@openreplay.com';

/** The host of the pages in the document's example. */
export const DOCUMENTED_HOST = 'testsite.openreplay.com';

const SESSION_ID = 4813023023591169;

type Timings = Pick<
  LocationEvent,
  | 'domBuildingTime'
  | 'domContentLoadedTime'
  | 'loadTime'
  | 'firstPaintTime'
  | 'firstContentfulPaintTime'
  | 'responseTime'
  | 'responseEnd'
>;

const NOT_MEASURED: Timings = {
  domBuildingTime: null,
  domContentLoadedTime: null,
  loadTime: null,
  firstPaintTime: null,
  firstContentfulPaintTime: null,
  responseTime: null,
  responseEnd: null,
};

function page(messageId: number, timestamp: number, path: string, from: string, timings = NOT_MEASURED): LocationEvent {
  const referrer = `https://${DOCUMENTED_HOST}${from}`;
  return {
    sessionId: SESSION_ID,
    messageId,
    timestamp,
    host: DOCUMENTED_HOST,
    path,
    basePath: path,
    referrer,
    baseReferrer: referrer,
    domBuildingTime: timings.domBuildingTime,
    domContentLoadedTime: timings.domContentLoadedTime,
    loadTime: timings.loadTime,
    firstPaintTime: timings.firstPaintTime,
    firstContentfulPaintTime: timings.firstContentfulPaintTime,
    speedIndex: null,
    visuallyComplete: null,
    timeToInteractive: null,
    responseTime: timings.responseTime,
    responseEnd: timings.responseEnd,
    ttfb: null,
    value: path,
    url: path,
    type: 'LOCATION',
  };
}

function click(messageId: number, timestamp: number, label: string): ClickEvent {
  return { sessionId: SESSION_ID, messageId, timestamp, label, type: 'CLICK' };
}

/** The six events of the document's example reply, value for value and key for key (`seed: Example Response`). */
export const DOCUMENTED_EVENTS: readonly SessionEvent[] = [
  page(4294969053, 1623440905732, '/my-account/', '/'),
  page(8589934775, 1623440907762, '/sample-page/', '/my-account/'),
  page(12884903334, 1623440910655, '/', '/sample-page/', {
    domBuildingTime: 720,
    domContentLoadedTime: 901,
    loadTime: 1705,
    firstPaintTime: 781,
    firstContentfulPaintTime: 781,
    responseTime: 6,
    responseEnd: 178,
  }),
  page(17179870988, 1623440914730, '/my-account/', '/', {
    domBuildingTime: 855,
    domContentLoadedTime: 1065,
    loadTime: 1545,
    firstPaintTime: 979,
    firstContentfulPaintTime: 979,
    responseTime: 26,
    responseEnd: 207,
  }),
  click(17179871001, 1623440915126, 'Shop'),
  page(25769806952, 1623440919928, '/product/beanie-with-logo/', '/shop/'),
];
