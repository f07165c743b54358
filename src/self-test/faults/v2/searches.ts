import type { Row } from '../../face.ts';
import { front, instead, omit, onData, pathOf } from '../deployed/make.ts';
import { type Fault, isRead, json } from '../fault.ts';
import { row } from '../make.ts';
import { onAsk } from './ask.ts';

/** The path of the search of users. */
const SEARCH = /\/[^/]+\/users$/;

interface SearchData extends Row {
  readonly total: number;
  readonly users: readonly Row[];
}

const searched = (breaks: string, name: string, change: (data: SearchData) => unknown): Fault =>
  row(breaks, name, onData(SEARCH, change));
const found = (breaks: string, name: string, change: (user: Row) => Row): Fault =>
  searched(breaks, name, (data) => ({ ...data, users: data.users.map(change) }));

/** Whether the filters are ones that a search knows. */
const isRight = ({ filters }: Row) => JSON.stringify(filters)?.includes('"$user_id","operator":"is"') === true;

/** The search of users, gone wrong. */
export const searchFaults: readonly Fault[] = [
  found('USER-204', 'a search does not escape what the details do', (user) => ({ ...user, $user_id: 'x&y' })),
  found('USER-204', 'a search gives the first time that somebody was seen as the last', (user) => ({
    ...user,
    $last_seen: user.$created_at,
  })),
  found('USER-204', 'a search has the address of another user', (user) => ({ ...user, $email: 'eve@example.org' })),
  row(
    'USER-204',
    'a search looks for a text without its address',
    onAsk(SEARCH, ({ query, ...body }) => (query ? { ...body, query: `name of ${query}` } : undefined)),
  ),
  row(
    'USER-204',
    'a search finds whole IDs only',
    onAsk(SEARCH, ({ query, ...body }) =>
      typeof query === 'string' && !/\.(?:com|org|net)$/.test(query) ? { ...body, query: `${query}-whole` } : undefined,
    ),
  ),
  row(
    'USER-204',
    'the filters of a search are ignored',
    onAsk(SEARCH, (body) => (isRight(body) ? omit(body, 'filters') : undefined)),
  ),
  row(
    'USER-205',
    'the limit of a search is ignored',
    onAsk(SEARCH, (body) => (body.limit === 1 || body.limit === 3 ? omit(body, 'limit') : undefined)),
  ),
  searched('USER-205', 'a search that finds nobody has null', ({ total, users }) => ({
    total,
    users: users.length > 0 ? users : null,
  })),
  row(
    'USER-205',
    'a search has one page only',
    onAsk(SEARCH, (body) => (body.page === 2 ? { ...body, page: 1 } : undefined)),
  ),
  searched('USER-205', 'the total of a search is that of its page', ({ users }) => ({ total: users.length, users })),
  searched('USER-205', 'a search has no total', ({ users }) => ({ users })),
  found('USER-205', 'a user who was found has no name', (user) => omit(user, '$name')),
  searched('USER-207', 'a search finds users of other projects', ({ total, users }) => ({
    total,
    users: users.map((user) => (total > 1 ? { ...user, $user_id: 'eve@example.org' } : user)),
  })),
  row(
    'USER-206',
    'a search accepts any limit',
    onAsk(SEARCH, (body) => (Number(body.limit) > 200 ? { ...body, limit: 200 } : undefined)),
  ),
  row(
    'USER-206',
    'a bad filter makes a search fail',
    instead([400], () => json(500, { error: 'failed to search users' }), SEARCH),
  ),
  row(
    'ISOLATION-201',
    'a search in an unknown project finds nobody',
    front(
      (request) => SEARCH.test(pathOf(request)) && isRead(request) && !pathOf(request).includes('3sWXSsqHgSKnE87YkNJK'),
      () => json(200, { data: { total: 0, users: [] } }),
    ),
  ),
];
