import type { SessionEvent } from '../api/session-event.ts';
import type { Origin } from './origin.ts';
import type { Page } from './page.ts';
import type { PageLoad } from './page-load.ts';

const PAGE_SIZE = 2 ** 32;

/** Options of a session log. */
interface LogOptions {
  readonly sessionId: number;
  /** Where the events are appended. */
  readonly events: SessionEvent[];
  /** The host of all pages. */
  readonly host: string;
  /** False leaves out INPUT events; the others stay the same. */
  readonly inputEvents: boolean;
  /** The page number of the first load. */
  readonly firstPage: number;
}

/** Writes the events of one session, each with the messageId of its position. */
export class SessionLog {
  readonly sessionId: number;
  readonly #host: string;
  readonly #events: SessionEvent[];
  readonly #inputEvents: boolean;
  #messageId: number;

  constructor({ sessionId, events, host, inputEvents, firstPage }: LogOptions) {
    this.sessionId = sessionId;
    this.#host = host;
    this.#events = events;
    this.#inputEvents = inputEvents;
    this.#messageId = (firstPage - 1) * PAGE_SIZE;
  }

  /** Counts messages of the page that are not events: mutations, scrolling, mouse moves. */
  skip(messages: number): void {
    this.#messageId += messages;
  }

  /** Advances to the first message of the next page number. */
  turnPage(): void {
    this.#messageId = (Math.floor(this.#messageId / PAGE_SIZE) + 1) * PAGE_SIZE;
  }

  location(timestamp: number, page: Page, origin: Origin, load: PageLoad): void {
    this.#events.push({
      sessionId: this.sessionId,
      messageId: ++this.#messageId,
      timestamp,
      host: this.#host,
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
