import { type Refusal, refuse } from '../../api/problem.ts';
import { BASE_USER_COLUMNS, USER_COLUMNS, type UserColumn } from '../../api/v2/columns.ts';
import type { Filter } from '../../api/v2/filter.ts';
import { searchUsers } from '../../api/v2/operations.ts';
import { searchUsersBody } from '../../api/v2/requests.ts';
import { escapeHtml } from '../../api/v2/wire-json.ts';
import type { JsonText } from '../../serve/reply.ts';
import { createRow } from '../../serve/row.ts';
import type { Backend } from '../../serve/service.ts';
import { compareTexts, type NamedProfile, type Profile, type StoredEvent } from '../../store/analytics.ts';
import { readFiltered } from './event-row.ts';
import { filterRows, meetsFilters } from './filter-rows.ts';
import { isLike } from './like.ts';
import { pageOf } from './paging.ts';
import { readBody } from './read-body.ts';
import { readWindow, type Window } from './window.ts';
import { writeData } from './write.ts';

/** The columns that a text is searched in. */
const SEARCHED = ['$user_id', '$email', '$name'] as const;

/** Answers `searchUsers`. */
export const searchUsersRow = createRow<Backend, typeof searchUsers>(
  searchUsers,
  async ({ loadAnalytics }, { path: { projectKey }, query: { q }, body }): Promise<JsonText | Refusal> => {
    const read = readBody(searchUsersBody, body, q ? { query: q } : {});
    if ('refusal' in read) return read.refusal;
    const { values } = read;
    const columns = new Set<string>([...BASE_USER_COLUMNS, ...values.columns]);
    const sortBy = values.sortBy || '$user_id';
    if (!columns.has(sortBy)) return refuse(500, 'failed to search users');

    const isEvent = ({ isEvent }: Filter) => isEvent;
    const analytics = await loadAnalytics();
    const isFound = values.query === '' ? undefined : isFoundBy(values.query);
    let profiles = await analytics.profiles(projectKey, isFound);
    const window = readWindow(values.startTimestamp, values.endTimestamp || MOST) ?? ALWAYS;
    for (const filter of values.filters.filter(isEvent)) {
      profiles = await analytics.withEvent(projectKey, profiles, (event) => isAskedFor(event, filter, window));
    }
    const others = values.filters.filter((filter) => !isEvent(filter));
    const found = filterRows(profiles, others, readValue);
    // Cast: a column of the request is one of a user
    const sorted = sortProfiles(found, sortBy as UserColumn, values.sortOrder === 'asc' ? 1 : -1);
    const { total, rows } = pageOf(sorted, values);
    const wanted = USER_COLUMNS.filter((column) => columns.has(column));
    const users = rows.map((row) => escapeHtml(Object.fromEntries(wanted.map((column) => [column, row[column]]))));
    return writeData({ total, users });
  },
);

const MOST = 4_294_967_295_000n;
const ALWAYS = { from: 0, to: Number(MOST) };

/** Whether an event has the name and the properties that a filter asks for. */
function isAskedFor(event: StoredEvent, { name, filters, propertyOrder }: Filter, { from, to }: Window): boolean {
  if (event.name !== name || event.createdAt < from || event.createdAt > to) return false;
  return meetsFilters(event, filters, readFiltered, propertyOrder);
}

function isFoundBy(text: string): (profile: NamedProfile) => boolean {
  return (profile) => SEARCHED.some((column) => isLike(String(profile[column]), `%${text}%`));
}

function readValue(profile: Profile, { name }: Filter): unknown {
  if ((USER_COLUMNS as readonly string[]).includes(name)) return profile[name as UserColumn]; // Cast: it is one of them
  return (profile.properties as Readonly<Record<string, unknown>>)[name];
}

function sortProfiles(profiles: readonly Profile[], column: UserColumn, direction: 1 | -1): Profile[] {
  return [...profiles].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : compareTexts(String(x), String(y));
    return direction * order;
  });
}
