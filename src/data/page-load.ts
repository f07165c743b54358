import type { LocationEvent } from '../api/session-event.ts';
import type { Random } from '../shared/random.ts';
import type { Device } from './device.ts';
import { logNormal } from './log-normal.ts';
import type { CompleteSite } from './model/complete-site.ts';
import { drawQuantile } from './spread.ts';

/** How the page of a LOCATION event loaded. The time to first byte is never measured (`observed: v1`). */
export type PageLoad = Pick<
  LocationEvent,
  | 'domBuildingTime'
  | 'domContentLoadedTime'
  | 'loadTime'
  | 'firstPaintTime'
  | 'firstContentfulPaintTime'
  | 'speedIndex'
  | 'visuallyComplete'
  | 'timeToInteractive'
  | 'responseTime'
  | 'responseEnd'
>;

/** A route change, or a page that was left before its times were known. */
export const NOT_MEASURED: PageLoad = {
  domBuildingTime: null,
  domContentLoadedTime: null,
  loadTime: null,
  firstPaintTime: null,
  firstContentfulPaintTime: null,
  speedIndex: null,
  visuallyComplete: null,
  timeToInteractive: null,
  responseTime: null,
  responseEnd: null,
};

const LEFT_EARLY = 0.14;
const RENDER_MEASURED = 0.12;
const SLUGGISH = 0.04;
const LONGEST_MS = 30_000;

/** The maximum of each part of a load, so that no metric can exceed 30000 ms. */
const MOST_MS = { response: 1500, wait: 6000, work: 9000, rest: 8000 };

/** How much longer than usual the pages of a site take. */
const SPEEDS = { fast: 0.5, usual: 1, slow: 2 };

/** Draws the times of one page load; sometimes none, because the page was left before they were known. */
export function drawPageLoad(random: Random, device: Device, speed: CompleteSite['speed'] = 'usual'): PageLoad {
  const unmeasured = typeof speed === 'string' ? LEFT_EARLY : (speed.unmeasured ?? LEFT_EARLY);
  if (random.chance(unmeasured)) return NOT_MEASURED;
  if (typeof speed !== 'string') return scaleTo(measurePageLoad(random, device), drawQuantile(random, speed.loadMs));
  const factor = SPEEDS[speed];
  return measurePageLoad(random, { line: device.line * factor, work: device.work * factor });
}

/** Scales the times of a load to a total, keeping their order. */
function scaleTo(load: PageLoad, loadMs: number): PageLoad {
  const factor = loadMs / (load.loadTime ?? loadMs);
  const scale = (ms: number | null) =>
    ms === null ? null : Math.min(LONGEST_MS, Math.max(1, Math.round(ms * factor)));
  // rounded summands stay within their sum
  const responseEnd = scale(load.responseEnd);
  const domBuildingTime = scale(load.domBuildingTime);
  const built = (responseEnd ?? 0) + (domBuildingTime ?? 0);
  const domContentLoadedTime = Math.max(scale(load.domContentLoadedTime) ?? 0, built);
  return {
    ...{ responseEnd, domBuildingTime, domContentLoadedTime, responseTime: scale(load.responseTime) },
    loadTime: Math.max(scale(load.loadTime) ?? 0, domContentLoadedTime),
    firstPaintTime: scale(load.firstPaintTime),
    firstContentfulPaintTime: scale(load.firstContentfulPaintTime),
    speedIndex: scale(load.speedIndex),
    visuallyComplete: scale(load.visuallyComplete),
    timeToInteractive: scale(load.timeToInteractive),
  };
}

/**
 * Draws the times of one page load, in an order that a browser could have measured. A late response delays everything
 * after it, and a device that is slow at building a page is also slow at painting it.
 */
export function measurePageLoad(random: Random, { line, work }: Pick<Device, 'line' | 'work'>): PageLoad {
  const trouble = random.chance(SLUGGISH) ? 2 + 3 * random.unit() : 1;
  const responseTime = 1 + bounded(random, 14 * line * trouble, MOST_MS.response);
  const responseEnd = responseTime + 15 + bounded(random, 90 * line * trouble, MOST_MS.wait);
  const domBuildingTime = 40 + bounded(random, 330 * work, MOST_MS.work);
  const domContentLoadedTime = responseEnd + domBuildingTime + random.between(1, 30);
  const loadTime = domContentLoadedTime + bounded(random, 120 * work + 110 * line * trouble, MOST_MS.rest);
  const firstPaintTime = responseEnd + 20 + Math.floor(domBuildingTime * (0.4 + 0.9 * random.unit()));
  const firstContentfulPaintTime = firstPaintTime + (random.chance(0.6) ? 0 : random.below(Math.ceil(220 * work)));
  const rendered = random.chance(RENDER_MEASURED);
  return {
    domBuildingTime,
    domContentLoadedTime,
    loadTime,
    firstPaintTime,
    firstContentfulPaintTime,
    speedIndex: rendered ? firstContentfulPaintTime + random.below(Math.ceil(500 * work)) : null,
    visuallyComplete: rendered ? Math.max(loadTime, firstContentfulPaintTime) + random.below(900) : null,
    timeToInteractive: rendered ? domContentLoadedTime + random.below(Math.ceil(600 * work)) : null,
    responseTime,
    responseEnd,
  };
}

/** Draws around a median; values above `most` are replaced by ones slightly below it. */
function bounded(random: Random, median: number, most: number): number {
  const drawn = logNormal(random, median);
  return drawn <= most ? drawn : most - (drawn % Math.floor(most / 4));
}
