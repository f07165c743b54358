import type { LocationEvent } from '../schema/session-event.ts';
import { logNormal } from './log-normal.ts';
import type { Random } from './random.ts';

/** What a LOCATION event says about how the page loaded. The time to first byte is never measured (`observed: v1`). */
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

const LEFT_EARLY = 0.24;
const RENDER_MEASURED = 0.12;

/** How much slower than usual a visitor's device and line may be. At most 2: so no metric can pass 30000 ms. */
export const SLOWNESS = [0.6, 0.8, 1, 1, 1.25, 2];

/**
 * Draws the times of one page load, in an order that a browser could have measured.
 *
 * @param slowness - One of {@link SLOWNESS}.
 */
export function drawPageLoad(random: Random, slowness: number): PageLoad {
  if (random.chance(LEFT_EARLY)) return NOT_MEASURED;
  const responseTime = 1 + logNormal(random, 14 * slowness);
  const responseEnd = responseTime + 15 + logNormal(random, 90 * slowness);
  const domBuildingTime = 40 + logNormal(random, 380 * slowness);
  const domContentLoadedTime = responseEnd + domBuildingTime + random.between(1, 30);
  const loadTime = domContentLoadedTime + logNormal(random, 300 * slowness);
  const firstPaintTime = responseEnd + 20 + Math.floor(domBuildingTime * (0.4 + 0.9 * random.unit()));
  const firstContentfulPaintTime = firstPaintTime + (random.chance(0.6) ? 0 : random.below(400));
  const rendered = random.chance(RENDER_MEASURED);
  return {
    domBuildingTime,
    domContentLoadedTime,
    loadTime,
    firstPaintTime,
    firstContentfulPaintTime,
    speedIndex: rendered ? firstContentfulPaintTime + random.below(900) : null,
    visuallyComplete: rendered ? Math.max(loadTime, firstContentfulPaintTime) + random.below(900) : null,
    timeToInteractive: rendered ? domContentLoadedTime + random.below(1500) : null,
    responseTime,
    responseEnd,
  };
}
