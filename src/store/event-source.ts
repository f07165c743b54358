import type { SessionEvent } from '../schema/session-event.ts';

/** The events that are there before anything is recorded; they never change. */
export interface EventSource {
  /** Gives all events of a user in reply order; none for a stranger. */
  events(projectKey: string, userId: string): readonly SessionEvent[] | Promise<readonly SessionEvent[]>;
}
