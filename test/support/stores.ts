import { DOCUMENTED_EVENTS, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/api/documented/events.ts';
import type { EventInput, RecordedEvent, RecordInput } from '../../src/kit/record.ts';
import type { Details } from '../../src/store/details.ts';
import type { EventSource } from '../../src/store/event-source.ts';
import { SessionStore } from '../../src/store/session-store.ts';
import type { StoreOptions } from '../../src/store/store-options.ts';

export const NOW = Date.UTC(2026, 0);
export const PROJECT = DOCUMENTED_PROJECT_KEY;
export const OTHER_PROJECT = 'other';
export const MICKAEL = DOCUMENTED_USER_ID;

/** The documented user and nobody else, after a turn of the event loop, as if a generator were loaded. */
const source: EventSource = {
  async events(projectKey, userId) {
    await new Promise(setImmediate);
    return projectKey === PROJECT && userId === MICKAEL ? DOCUMENTED_EVENTS : [];
  },
};

/** Fixed details, so that tests can name them. */
export const PLAIN: Details = {
  host: 'testsite.openreplay.com',
  pageLoad: () => ({
    domBuildingTime: 720,
    domContentLoadedTime: 901,
    loadTime: 1705,
    firstPaintTime: 781,
    firstContentfulPaintTime: 781,
    speedIndex: null,
    visuallyComplete: null,
    timeToInteractive: null,
    responseTime: 6,
    responseEnd: 178,
  }),
  pauseMs: () => 2893,
  messages: () => 13,
  firstIndex: () => 183,
};

/** A store with two projects and the documented user. */
export function createStore(options: Partial<StoreOptions> = {}): SessionStore {
  return new SessionStore({
    source,
    projects: [PROJECT, OTHER_PROJECT],
    now: () => NOW,
    inputEvents: () => false,
    loadDetails: async () => PLAIN,
    ...options,
  });
}

/** Records one visit and returns its events. */
export async function record(store: SessionStore, input: RecordInput): Promise<RecordedEvent[]> {
  return (await store.record([input], false))[0]?.events ?? [];
}

/** Reads all events of a user. */
export async function eventsOf(store: SessionStore, projectKey: string, userId: string): Promise<RecordedEvent[]> {
  return (await store.find(projectKey, userId)).events();
}

export function page(path: string, more: Partial<EventInput> = {}): EventInput {
  // by convention, callers pass fields of this type, which a spread cannot express
  return { type: 'LOCATION', path, ...more } as EventInput;
}

export function click(label: string, more: Partial<EventInput> = {}): EventInput {
  // as above
  return { type: 'CLICK', label, ...more } as EventInput;
}

/** The paths and labels of events, which identify them in tests. */
export function names(events: readonly RecordedEvent[]): string[] {
  return events.map((event) => (event.type === 'LOCATION' ? event.path : event.label));
}
