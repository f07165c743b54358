import type { SessionEvent } from '../api/session-event.ts';
import type { Origin } from './origin.ts';
import { HOST, type Page } from './page.ts';
import type { PageLoad } from './page-load.ts';

const PAGE_SIZE = 2 ** 32;

/** Writes the events of one session, each with the messageId of its place. */
export class SessionLog {
  readonly sessionId: number;
  readonly #events: SessionEvent[];
  readonly #inputEvents: boolean;
  #messageId: number;

  /**
   * @param events - Where the events are appended.
   * @param inputEvents - False leaves INPUT events out; the others stay as they are.
   * @param firstPage - The page number of the first load.
   */
  constructor(sessionId: number, events: SessionEvent[], inputEvents: boolean, firstPage: number) {
    this.sessionId = sessionId;
    this.#events = events;
    this.#inputEvents = inputEvents;
    this.#messageId = (firstPage - 1) * PAGE_SIZE;
  }

  /** Counts messages of the page that are not events: mutations, scrolling, mouse moves. */
  skip(messages: number): void {
    this.#messageId += messages;
  }

  /** Goes on to the first message of the next page number. */
  turnPage(): void {
    this.#messageId = (Math.floor(this.#messageId / PAGE_SIZE) + 1) * PAGE_SIZE;
  }

  location(timestamp: number, page: Page, origin: Origin, load: PageLoad): void {
    this.#events.push({
      sessionId: this.sessionId,
      messageId: ++this.#messageId,
      timestamp,
      host: HOST,
      path: page.path,
      basePath: page.basePath,
      referrer: origin.referrer,
      baseReferrer: origin.baseReferrer,
      domBuildingTime: load.domBuildingTime,
      domContentLoadedTime: load.domContentLoadedTime,
      loadTime: load.loadTime,
      firstPaintTime: load.firstPaintTime,
      firstContentfulPaintTime: load.firstContentfulPaintTime,
      speedIndex: load.speedIndex,
      visuallyComplete: load.visuallyComplete,
      timeToInteractive: load.timeToInteractive,
      responseTime: load.responseTime,
      responseEnd: load.responseEnd,
      ttfb: null,
      value: page.path,
      url: page.path,
      type: 'LOCATION',
    });
  }

  click(timestamp: number, label: string): void {
    this.#events.push({ sessionId: this.sessionId, messageId: ++this.#messageId, timestamp, label, type: 'CLICK' });
  }

  input(timestamp: number, label: string, value: string | null): void {
    const messageId = ++this.#messageId;
    if (!this.#inputEvents) return;
    this.#events.push({ sessionId: this.sessionId, messageId, timestamp, label, value, type: 'INPUT' });
  }
}
