import type { ApiRules } from '../api/api.ts';
import type { ApiPlace } from '../api/place.ts';
import type { Analytics } from '../store/analytics.ts';
import type { EventBuffer } from '../store/event-buffer.ts';
import type { Jobs } from '../store/jobs.ts';
import type { Sessions } from '../store/sessions.ts';
import type { Row } from './row.ts';

/** What the operations of an API are answered from. */
export interface Backend {
  /** Loads events and users, as the newer servers store them. */
  readonly loadAnalytics: () => Promise<Analytics>;
  /** Loads sessions with their facts. */
  readonly loadSessions: () => Promise<Sessions>;
  /** The deletions of user data. */
  readonly jobs: Jobs;
  hasProject(projectKey: string): boolean;
  /** Gives all events of a user in reply order, as they are shown at present; none for a stranger. */
  find(projectKey: string, userId: string): EventBuffer | Promise<EventBuffer>;
  /** What a window keeps: events by their time, or whole sessions by their start. */
  readonly window: 'event' | 'session';
}

/** An API and what answers its operations. */
export interface Service {
  readonly api: ApiRules;
  readonly rows: readonly Row<Backend>[];
}

/** An API that is answered: at once, or by what is loaded when it is first asked. */
export type ServiceEntry = { readonly place: ApiPlace } & (
  | { readonly service: Service }
  | { readonly load: () => Promise<Service> }
);
