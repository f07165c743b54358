import type { SessionEvent } from '../api/session-event.ts';

/** The events that are there before anything is recorded. */
export interface EventSource {
  /** Gives all events of a user in reply order; none for a stranger. */
  events(projectKey: string, userId: string): readonly SessionEvent[] | Promise<readonly SessionEvent[]>;
  /** Tells versions of a user's events apart: what it gives is the same as long as they are. Left out, they never change. */
  revision?(projectKey: string, userId: string): unknown;
}
