import type { SessionEvent } from '../api/session-event.ts';

/** The events that exist before anything is recorded. */
export interface EventSource {
  /** Returns all events of a user in reply order; none for an unknown user. */
  events(projectKey: string, userId: string): readonly SessionEvent[] | Promise<readonly SessionEvent[]>;
  /** Identifies the version of a user's events: equal values mean equal events. Left out, they never change. */
  revision?(projectKey: string, userId: string): unknown;
}
