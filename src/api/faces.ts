/** Whose sessions are asked for, and from when to when; a bound that is undefined is open. */
export interface Wanted {
  readonly project: string;
  readonly user: string;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** A request as it is sent below the base of an API. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly target: string;
  /** What is sent as JSON, where anything is. */
  readonly body?: Readonly<Record<string, number>>;
}

/** How one of the APIs is asked for the sessions of a user. */
export interface Face {
  /** Whether it answers with the events of sessions, and not with a sum of each. */
  readonly listsEvents: boolean;
  /** Where real servers have it on their hosts. */
  readonly basePath: string;
  /** The name of its document in the package. */
  readonly document: string;
  /** What stands in front of the key. */
  readonly keyPrefix: string;
  toCall(wanted: Wanted): Call;
}

/** How each API is asked, by its ID. */
export const FACES: Readonly<Record<string, Face>> = {
  documented: {
    listsEvents: true,
    basePath: '/api/app',
    document: 'openapi.json',
    keyPrefix: '',
    toCall: askByQuery,
  },
  v1: { listsEvents: false, basePath: '/api/v1', document: 'v1.json', keyPrefix: '', toCall: askByQuery },
  v2: {
    listsEvents: false,
    basePath: '/v2/api/public',
    document: 'v2.json',
    keyPrefix: 'Bearer ',
    toCall: ({ start = FIRST_BOUND, end = LAST_BOUND, ...wanted }) => ({
      method: 'POST',
      target: toPath(wanted),
      body: { startTimestamp: start, endTimestamp: end, limit: 50, page: 1 },
    }),
  },
};

/** v2 takes no window that is open: these are the year 2000, its first bound, and the year 2100. */
const FIRST_BOUND = 946_684_800_000;
const LAST_BOUND = 4_102_444_800_000;

function askByQuery({ start, end, ...wanted }: Wanted): Call {
  const query = [
    ...(start === undefined ? [] : [`start_date=${start}`]),
    ...(end === undefined ? [] : [`end_date=${end}`]),
  ].join('&');
  return { method: 'GET', target: toPath(wanted) + (query === '' ? '' : `?${query}`) };
}

function toPath({ project, user }: Wanted): string {
  return `/${toSegment(project)}/users/${toSegment(user)}/sessions`;
}

/** A path segment as URLs carry it; `@` and the like need no encoding there, and a plus is read as a space by some. */
function toSegment(text: string): string {
  return encodeURIComponent(text).replace(/%(40|3A|24|3D|2C)/g, (code) => decodeURIComponent(code));
}
