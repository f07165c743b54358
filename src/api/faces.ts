/** A request for a user's sessions in a window; an undefined bound is open. */
export interface Wanted {
  readonly project: string;
  readonly user: string;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** A request, relative to the base of an API. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly target: string;
  /** The JSON body, if any. */
  readonly body?: Readonly<Record<string, number>>;
}

/** How to request the sessions of a user from one of the APIs. */
export interface Face {
  /** Whether it returns the events of sessions rather than summaries. */
  readonly listsEvents: boolean;
  /** Its base path on real servers. */
  readonly basePath: string;
  /** The name of its document in the package. */
  readonly document: string;
  /** Prefix of the key in the header. */
  readonly keyPrefix: string;
  toCall(wanted: Wanted): Call;
}

/** How to call each API, by its ID. */
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

/** v2 accepts no open window: these are the year 2000, its first bound, and the year 2100. */
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

/** A path segment as in URLs; `@` and the like need no encoding there, but some servers read a plus as a space. */
function toSegment(text: string): string {
  return encodeURIComponent(text).replace(/%(40|3A|24|3D|2C)/g, (code) => decodeURIComponent(code));
}
