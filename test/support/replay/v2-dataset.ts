import type { StoredInput } from '../../../src/kit/stored.ts';

/** The rows of a recorded v2 server, in the form of the recordings. */
export interface V2Dataset {
  readonly apiKey: string;
  readonly projects: readonly {
    readonly project_id: number;
    readonly project_key: string;
    readonly name: string;
    readonly platform: 'web' | 'ios' | 'android';
    readonly active: boolean;
    readonly deleted: boolean;
  }[];
  readonly hiddenEvents: readonly {
    readonly project_id: number;
    readonly event_name: string;
    readonly auto_captured: boolean;
  }[];
  readonly users: readonly ({
    readonly project_id: number;
    readonly user_id: string;
    readonly deleted_at: number;
    readonly timestamp: number;
  } & Readonly<Record<string, unknown>>)[];
  readonly distinct: readonly { readonly project_id: number; readonly distinct_id: string; readonly user_id: string }[];
  readonly jobs: readonly {
    readonly job_id: number;
    readonly project_id: number;
    readonly description: string;
    readonly status: 'scheduled' | 'running' | 'completed' | 'failed' | 'cancelled';
    readonly action: 'delete_user_data';
    readonly reference_id: string;
    readonly created_at: number;
    readonly updated_at: number | null;
    readonly start_at: number;
    readonly errors: string | null;
  }[];
  readonly sessions: readonly {
    readonly project_id: number;
    readonly session_id: string;
    readonly user_id: string;
    readonly device_id: string;
    readonly platform: string;
    readonly os: string;
    readonly os_version: string;
    readonly browser: string;
    readonly country: string;
    readonly state: string;
    readonly city: string;
    readonly referrer: string;
    readonly events: readonly {
      readonly name: string;
      readonly created_at: number;
      readonly event_id: string;
      readonly current_url: string;
      readonly auto_properties?: Readonly<Record<string, unknown>>;
      readonly auto_captured?: boolean;
      readonly properties?: Readonly<Record<string, unknown>>;
      readonly user_id?: string;
    }[];
  }[];
}

/** Columns of users whose names do not start with a dollar sign. */
const PLAIN_COLUMNS = /^(properties|group_id\d|initial_utm_\w+)$/;
const NO_COLUMNS = ['project_id', 'user_id', 'deleted_at', 'timestamp'];

/** Returns the projects that answer, and the rows in the form that a mock accepts. */
export function toStored(dataset: V2Dataset): { readonly projects: string[]; readonly stored: StoredInput } {
  const keys = new Map(dataset.projects.map(({ project_id, project_key }) => [project_id, project_key]));
  const keyOf = (projectId: number) => keys.get(projectId) ?? '';
  const active = dataset.projects.filter((project) => project.active);
  const distinctIds = (projectId: number, userId: string) =>
    dataset.distinct
      .filter((row) => row.project_id === projectId && row.user_id === userId)
      .map(({ distinct_id }) => distinct_id)
      .sort();
  return {
    projects: active.map(({ project_key }) => project_key),
    stored: {
      projects: active.map(({ project_id, project_key, name, platform, deleted }) => ({
        projectId: project_id,
        projectKey: project_key,
        name,
        platform,
        isListed: !deleted,
      })),
      hidden: dataset.hiddenEvents.map(({ project_id, event_name, auto_captured }) => ({
        projectKey: keyOf(project_id),
        name: event_name,
        isAutoCaptured: auto_captured,
      })),
      users: dataset.users
        .filter(({ deleted_at }) => deleted_at === 0)
        .map((user) => ({
          projectKey: keyOf(user.project_id),
          userId: user.user_id,
          columns: {
            ...Object.fromEntries(
              Object.entries(user)
                .filter(([name]) => !NO_COLUMNS.includes(name))
                .map(([name, value]) => [PLAIN_COLUMNS.test(name) ? name : `$${name}`, value]),
            ),
            distinct_ids: distinctIds(user.project_id, user.user_id),
          },
        })),
      sessions: dataset.sessions.map((session) => ({
        projectKey: keyOf(session.project_id),
        sessionId: session.session_id,
        userId: session.user_id,
        deviceId: session.device_id,
        columns: {
          $device: session.platform,
          $os: session.os,
          $os_version: session.os_version,
          $browser: session.browser,
          $country: session.country,
          $state: session.state,
          $city: session.city,
        },
        events: session.events.map((event) => ({
          name: event.name,
          createdAt: event.created_at,
          eventId: event.event_id,
          currentUrl: event.current_url,
          ...(event.auto_properties && { autoProperties: event.auto_properties }),
          ...(event.auto_captured !== undefined && { isAutoCaptured: event.auto_captured }),
          ...(event.properties && { properties: event.properties }),
          ...(event.user_id !== undefined && { userId: event.user_id }),
        })),
      })),
      jobs: dataset.jobs.map((job) => ({
        projectKey: keyOf(job.project_id),
        jobId: job.job_id,
        description: job.description,
        status: job.status,
        projectId: job.project_id,
        action: job.action,
        referenceId: job.reference_id,
        createdAt: job.created_at,
        updatedAt: job.updated_at,
        startAt: job.start_at,
        errors: job.errors,
      })),
    },
  };
}
