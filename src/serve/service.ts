import type { ApiRules } from '../api/api.ts';
import type { ApiPlace } from '../api/place.ts';
import type { Analytics } from '../store/analytics.ts';
import type { EventBuffer } from '../store/event-buffer.ts';
import type { Jobs } from '../store/jobs.ts';
import type { Sessions } from '../store/sessions.ts';
import type { Row } from './row.ts';

/** What the operations of an API answer from. */
export interface Backend {
  /** Loads events and users, as the newer servers store them. */
  readonly loadAnalytics: () => Promise<Analytics>;
  /** Loads sessions with their facts. */
  readonly loadSessions: () => Promise<Sessions>;
  /** The deletions of user data. */
  readonly jobs: Jobs;
  hasProject(projectKey: string): boolean;
  /** Returns all events of a user in reply order, as currently shown; none for an unknown user. */
  find(projectKey: string, userId: string): EventBuffer | Promise<EventBuffer>;
  /** What a window filters: events by time, or whole sessions by start. */
  readonly window: 'event' | 'session';
}

/** An API and the rows of its operations. */
export interface Service {
  readonly api: ApiRules;
  readonly rows: readonly Row<Backend>[];
}

/** A served API: loaded already, or on its first request. */
export type ServiceEntry = { readonly place: ApiPlace } & (
  | { readonly service: Service }
  | { readonly load: () => Promise<Service> }
);
