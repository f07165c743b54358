import type { EventInput, RecordInput } from '../../../src/kit/record.ts';
import type { StoredInput } from '../../../src/kit/stored.ts';

type Row = Readonly<Record<string, string | number | null>>;

interface ProjectRow {
  readonly project_id: number;
  readonly project_key: string;
  readonly name: string;
  readonly deleted: boolean;
}

/** The rows of a recorded server, by table; 64-bit IDs are strings. */
export interface V1Dataset {
  readonly apiKey: string;
  readonly projects: readonly ProjectRow[];
  readonly sessions: readonly Row[];
  readonly pages: readonly Row[];
  readonly clicks: readonly Row[];
  readonly inputs: readonly Row[];
}

/** Projects that were added after the list of projects was recorded. */
const ADDED_LATER: readonly string[] = ['More', 'Second'];

/** Returns the projects, and what else is known of them. */
export function toProjects({ projects }: V1Dataset): { projects: string[]; stored: StoredInput } {
  return {
    projects: projects.map(({ project_key }) => project_key),
    stored: {
      projects: projects.map(({ project_id, project_key, name, deleted }) => ({
        projectId: project_id,
        projectKey: project_key,
        name,
        isActive: !deleted,
        isListed: !ADDED_LATER.includes(name),
      })),
    },
  };
}

/** Returns the sessions of known users, as visits to record. */
export function toVisits({ projects, sessions, pages, clicks, inputs }: V1Dataset): RecordInput[] {
  const keys = new Map(projects.map((each) => [each.project_id, each.project_key]));
  const events = new Map<unknown, EventInput[]>();
  const add = (rows: readonly Row[], toEvent: (row: Row) => object) => {
    for (const row of rows) {
      const event = { ...toEvent(row), messageId: Number(row.message_id), timestamp: row.timestamp } as EventInput; // the table's type
      events.set(row.session_id, [...(events.get(row.session_id) ?? []), event]);
    }
  };
  const details = new Map<unknown, Record<string, object>>();
  for (const { session_id, message_id, selector, url, path, hesitation, duration } of [...clicks, ...inputs]) {
    const facts = { selector, url, path, hesitation, duration };
    const known = Object.entries(facts).filter(([, value]) => value !== undefined);
    details.set(session_id, { ...details.get(session_id), [String(message_id)]: Object.fromEntries(known) });
  }
  add(pages, toPage);
  add(clicks, ({ label }) => ({ type: 'CLICK', label }));
  add(inputs, ({ label, value }) => ({ type: 'INPUT', label, value }));
  return sessions.flatMap((row): RecordInput[] => {
    const projectKey = keys.get(Number(row.project_id));
    if (projectKey === undefined || !row.user_id) return [];
    const own = (events.get(row.session_id) ?? []).sort((a, b) => (a.messageId ?? 0) - (b.messageId ?? 0));
    return [
      {
        projectKey,
        userId: String(row.user_id),
        sessionId: String(row.session_id),
        session: { ...toFacts(row), eventDetails: details.get(row.session_id) ?? {} },
        events: own,
      },
    ];
  });
}

function toFacts(row: Row): RecordInput['session'] {
  return {
    userUuid: row.user_uuid,
    userOs: row.user_os,
    userBrowser: row.user_browser,
    userDevice: row.user_device,
    userCountry: row.user_country,
    userAgent: row.user_agent,
    platform: row.platform ?? 'web',
    startTs: row.start_ts,
    duration: row.duration,
    eventsCount: row.events_count,
    pagesCount: row.pages_count,
    errorsCount: row.errors_count,
  } as RecordInput['session']; // the columns have these types
}

function toPage(row: Row): object {
  const metrics = Object.fromEntries(METRICS.map((column) => [toCamel(column), row[column]]));
  const { path, query, host, referrer, base_referrer } = row;
  const whole = query === null || query === undefined ? path : `${path}?${query}`;
  return { type: 'LOCATION', host, path: whole, basePath: path, referrer, baseReferrer: base_referrer, ...metrics };
}

const METRICS = [
  'dom_building_time',
  'dom_content_loaded_time',
  'load_time',
  'first_paint_time',
  'first_contentful_paint_time',
  'speed_index',
  'visually_complete',
  'time_to_interactive',
  'response_time',
  'response_end',
  'ttfb',
];

const toCamel = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
