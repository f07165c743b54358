/** Parameter names that mean much the same to a server that understands one of them, and values with a visible effect. */
interface ParameterFamily {
  readonly names: readonly string[];
  readonly values: readonly string[];
}

const NOBODY = 'nobody-in-particular';

/**
 * Parameters of other APIs, frameworks, merged objects and forgotten switches. Each is
 * harmless: none selects a method or names a real user.
 */
const FAMILIES: readonly ParameterFamily[] = [
  {
    names: [
      'limit',
      'per_page',
      'page_size',
      'pageSize',
      'size',
      'count',
      'top',
      'take',
      'first',
      'max_results',
      '$top',
      'rows',
    ],
    values: ['1', '0'],
  },
  {
    names: ['offset', 'skip', 'page', 'p', 'start_index', 'cursor', 'after_id', 'after', '$skip'],
    values: ['2', '1000'],
  },
  { names: ['sort', 'order', 'sort_order', 'orderBy', 'order_by'], values: ['desc', '-timestamp', 'type'] },
  { names: ['reverse', 'all', 'admin', 'internal', 'is_admin', 'everyone'], values: ['true', '1'] },
  { names: ['fields', 'select', 'only', 'columns', 'expand'], values: ['type', 'id'] },
  { names: ['exclude', 'omit', 'without'], values: ['timestamp', 'type', 'sessionId'] },
  { names: ['include', 'with', 'scope', 'view'], values: ['all', 'anonymous', 'deleted'] },
  { names: ['type', 'event_type', 'filter', 'q', 'search', 'query', 'where'], values: ['CLICK', 'x'] },
  { names: ['user', 'userId', 'user_id', 'userID', 'uid', 'id'], values: [NOBODY, '*', '1'] },
  // parameters that let support staff impersonate a user
  { names: ['as_user', 'impersonate', 'on_behalf_of', 'sub', 'email'], values: [NOBODY] },
  { names: ['project', 'projectKey', 'project_key', 'projectId', 'tenant', 'site', 'org'], values: [NOBODY, '1'] },
  { names: ['key', 'api_key', 'apiKey', 'token', 'access_token', 'authorization'], values: [NOBODY, 'null'] },
  { names: ['debug', 'verbose', 'explain', 'trace', 'test', 'preview', 'raw'], values: ['1', 'true'] },
  { names: ['pretty', 'indent', 'envelope', 'compact', 'flat'], values: ['1', '0', 'false'] },
  { names: ['callback', 'jsonp', 'cb'], values: ['x'] },
  { names: ['export', 'download', 'output', 'as'], values: ['csv', '1'] },
  { names: ['version', 'v', 'api_version'], values: ['2', 'v2'] },
  { names: ['lang', 'locale', 'tz', 'timezone', 'platform'], values: ['de', 'Asia/Tokyo', 'ios'] },
  { names: ['window', 'mode', 'by'], values: ['session', 'event'] },
  { names: ['_', 'nocache', 'cache', 'refresh', 'unknown', 'utm_source'], values: ['1623440905732', 'false'] },
  // properties of every JavaScript object
  { names: ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'], values: ['1'] },
];

/**
 * Parameters that are merged into objects. Beside another one of the same name they would be refused by servers that read
 * brackets. No URI has a bracket in its query (RFC 3986, 3.4), so some servers refuse one before any handler.
 */
export const NESTED_QUERY = Object.entries({ 'user[id]': NOBODY, 'params[userId]': NOBODY, 'page[number]': '2' })
  .map(([name, value]) => `${encodeURIComponent(name)}=${value}`)
  .join('&');

/** How many parameters are combined in one query: more save requests, but one that is refused hides the others. */
const IN_ONE_QUERY = 65;

/** Queries that cover each parameter with each of its values, never twice in one query. */
export function parameterQueries(): string[] {
  const rounds = Math.max(...FAMILIES.map(({ values }) => values.length));
  return Array.from({ length: rounds }, (_, round) => {
    const parameters = FAMILIES.flatMap(({ names, values }) => {
      const value = values[round];
      return value === undefined ? [] : names.map((name) => `${name}=${encodeURIComponent(value)}`);
    });
    const count = Math.ceil(parameters.length / IN_ONE_QUERY);
    // related parameters go into different queries, as one of them may hide the effect of another
    return Array.from({ length: count }, (_, at) => parameters.filter((_, index) => index % count === at).join('&'));
  }).flat();
}
