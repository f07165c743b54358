import { DOCUMENTED_EVENTS, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/schema/documented.ts';
import type { SessionEvent } from '../../src/schema/session-event.ts';
import type { EventSource } from '../../src/store/event-source.ts';
import type { EventInput } from '../../src/store/record-input.ts';
import { SessionStore, type StoreOptions } from '../../src/store/session-store.ts';

export const NOW = Date.UTC(2026, 0);
export const PROJECT = DOCUMENTED_PROJECT_KEY;
export const OTHER_PROJECT = 'other';
export const MICKAEL = DOCUMENTED_USER_ID;

/** The documented user and nobody else, after a turn of the event loop as when a generator is loaded. */
const source: EventSource = {
  async events(projectKey, userId) {
    await new Promise(setImmediate);
    return projectKey === PROJECT && userId === MICKAEL ? DOCUMENTED_EVENTS : [];
  },
};

/** A store of two projects over the documented user. */
export function createStore(options: Partial<StoreOptions> = {}): SessionStore {
  return new SessionStore({ source, projects: [PROJECT, OTHER_PROJECT], now: NOW, inputEvents: false, ...options });
}

export function page(path: string, more: Partial<EventInput> = {}): EventInput {
  // the rest is of the same type by convention of the callers, which a spread cannot tell
  return { type: 'LOCATION', path, ...more } as EventInput;
}

export function click(label: string, more: Partial<EventInput> = {}): EventInput {
  // as above
  return { type: 'CLICK', label, ...more } as EventInput;
}

/** The paths and labels of events, which tell them apart in tests. */
export function names(events: readonly SessionEvent[]): string[] {
  return events.map((event) => (event.type === 'LOCATION' ? event.path : event.label));
}
