import type { LocationEvent, PAGE_METRICS } from '../api/session-event.ts';

type Metric = Exclude<(typeof PAGE_METRICS)[number], 'ttfb'>;

/**
 * Generates what a recorded visit leaves out. Each value depends on its purpose alone: the texts that say what it is
 * for, such as a user and a place in a session.
 */
export interface Details {
  /** The host of pages without one. */
  readonly host: string;
  /** How a page loaded. */
  pageLoad(purpose: readonly string[]): Pick<LocationEvent, Metric>;
  /** Time before the next event, in milliseconds. */
  pauseMs(purpose: readonly string[]): number;
  /** Messages that the tracker sent between two events. */
  messages(purpose: readonly string[]): number;
  /** Messages that the tracker sent before a page was ready. */
  firstIndex(purpose: readonly string[]): number;
}
