/** A right server of v1, small and in process, whose steps can be replaced one by one. */

export const V1_TARGET = {
  baseUrl: 'http://localhost/api/v1',
  key: 'V1ServerKey012345678',
  projectKey: 'aB3dE5fG7hJ9kL1mN3pQ',
  userIds: ['ada+1@example.org'],
};

export interface V1Session {
  readonly id: bigint;
  readonly user: string;
  readonly startTs: number;
  readonly duration: number | null;
  readonly events: readonly V1Event[];
}

export interface V1Event {
  readonly type: 'LOCATION' | 'CLICK' | 'INPUT';
  readonly messageId: number;
  readonly timestamp: number;
}

export interface V1Window {
  readonly start: bigint | undefined;
  readonly end: bigint | undefined;
}

type Json = Record<string, unknown>;

const FIRST = Date.UTC(2023, 5, 1, 9, 30, 0, 123);
const DAY = 86_400_000;
const COUNT = 57;
/** Old IDs are below 2^53 and new ones beyond. */
const toId = (index: number) =>
  (index % 3 === 2 ? 2_416_408_176_556_518_452n : 8_900_000_000_000_001n) + BigInt(index * 40_503);

function makeEvents(startTs: number, index: number): V1Event[] {
  return Array.from({ length: index % 6 }, (_, at) => ({
    type: (['LOCATION', 'CLICK', 'INPUT'] as const)[at % 3] ?? 'CLICK',
    messageId: (at + 1) * 2 ** 32 + index * 7 + at,
    timestamp: startTs + 500 + at * 1_700 + (index % 7),
  }));
}

const SESSIONS: readonly V1Session[] = Array.from({ length: COUNT + 2 }, (_, index): V1Session => {
  // sessions of clients whose clock is wrong are in another place by their IDs than by their times
  const startTs = FIRST + index * 3 * DAY + index * 7_333_777 - (index % 9 === 4 ? 40 * DAY : 0);
  return {
    id: toId(index),
    user: index < COUNT ? 'ada+1@example.org' : 'ada',
    startTs,
    duration: index % 11 === 7 ? null : 20_000 + index,
    events: makeEvents(startTs, index),
  };
});

const METRICS = [
  'domBuildingTime',
  'domContentLoadedTime',
  'loadTime',
  'firstPaintTime',
  'firstContentfulPaintTime',
  'speedIndex',
  'visuallyComplete',
  'timeToInteractive',
  'responseTime',
  'responseEnd',
  'ttfb',
];

const byId = (a: V1Session, b: V1Session) => (a.id < b.id ? -1 : 1);

/** What the server does, step by step. */
export const v1Steps = {
  isLetIn: (authorization: string | null, _path: string) => authorization === V1_TARGET.key,
  refuseKey: (authorization: string | null) =>
    reply({ errors: [authorization ? 'Invalid API Key' : 'Not authenticated'] }, authorization ? 401 : 403),
  hasProject: (key: string) => key === V1_TARGET.projectKey,
  refuseProject: () => reply({ errors: ['project not found.'] }, 404),
  refuseMethod: (_path: string) => reply({ detail: 'Method Not Allowed' }, 405),
  refusePath: (_path: string) => reply({ detail: 'Not Found' }, 404),
  readInteger: (text: string) =>
    /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text) ? BigInt(text.trim().replaceAll('_', '').replace('+', '')) : undefined,
  refuseInteger: (where: string) =>
    reply({ detail: [{ loc: [where], msg: 'value is not a valid integer', type: 'type_error.integer' }] }, 422),
  readQuery: (query: URLSearchParams, name: string) => query.getAll(name).at(-1),
  ofUser: (session: V1Session, user: string) => session.user === user,
  isInside: ({ startTs }: V1Session, { start, end }: V1Window) =>
    (start === undefined || BigInt(startTs) >= start) && (end === undefined || BigInt(startTs) <= end),
  select: (sessions: readonly V1Session[], isInside: (session: V1Session) => boolean) =>
    sessions.filter(isInside).sort(byId).slice(0, 50),
  summary: (session: V1Session): Json => ({
    projectId: 3,
    sessionId: String(session.id),
    userUuid: '15bd70f6-aedf-4544-8ae6-57eb66398e94',
    userId: session.user,
    userOs: 'Mac OS X',
    userBrowser: 'Chrome',
    userDevice: '',
    userCountry: 'IN',
    startTs: session.startTs,
    duration: session.duration,
    eventsCount: session.events.length,
    pagesCount: session.events.filter(({ type }) => type === 'LOCATION').length,
    errorsCount: 0,
  }),
  isCounted: ({ duration }: V1Session) => duration !== null,
  details: (user: string, sessions: readonly V1Session[]): Json | null => {
    const starts = sessions.map(({ startTs }) => startTs);
    return starts.length === 0
      ? null
      : { userId: user, sessionCount: starts.length, lastSeen: Math.max(...starts), firstSeen: Math.min(...starts) };
  },
  eventsOf: (sessions: readonly V1Session[], id: bigint): readonly (V1Event & { session: bigint })[] =>
    sessions
      .filter((session) => session.id === id)
      .flatMap(({ events }) => events.map((event) => ({ ...event, session: id }))),
  event: ({ session, type, messageId, timestamp }: V1Event & { session: bigint }): Json => ({
    sessionId: String(session),
    messageId,
    timestamp,
    ...(type === 'LOCATION'
      ? {
          host: 'shop.example.org',
          path: '/shop/',
          referrer: '',
          baseReferrer: null,
          ...Object.fromEntries(METRICS.map((name) => [name, null])),
          value: '/shop/',
          url: '/shop/',
        }
      : { label: 'Shop', ...(type === 'INPUT' && { value: null }) }),
    type,
  }),
  body: (data: unknown, _path: string) => JSON.stringify({ data }),
  type: () => 'application/json',
};

export type V1Steps = typeof v1Steps;

function reply(body: Json, status: number): Response {
  return Response.json(body, { status });
}

/** A server with some of its steps replaced. */
export function serveV1(replaced: Partial<V1Steps> = {}): typeof fetch {
  const steps = { ...v1Steps, ...replaced };
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const path = decode(pathname).replace(/^\/api\/v1/, '');
    const [, project = '', kind, name = '', rest] =
      /^\/([^/]+)\/(users|sessions)\/([^/]+)(?:\/([^/]+))?$/s.exec(path) ?? [];
    const operation = `${kind}/${rest ?? ''}`;
    if (!['users/', 'users/sessions', 'sessions/events'].includes(operation)) return steps.refusePath(path);
    if (request.method !== 'GET') return steps.refuseMethod(path);
    const authorization = request.headers.get('authorization');
    if (!steps.isLetIn(authorization, path)) return steps.refuseKey(authorization);
    if (path.includes('\0')) return new Response('Internal Server Error', { status: 500 });
    if (!steps.hasProject(project)) return steps.refuseProject();
    const data = answer(operation, name, searchParams, steps);
    return data instanceof Response
      ? data
      : new Response(steps.body(data, path), { headers: { 'content-type': steps.type() } });
  };
}

function answer(operation: string, name: string, query: URLSearchParams, steps: V1Steps): unknown {
  if (operation === 'sessions/events') {
    const id = steps.readInteger(name);
    return id === undefined ? steps.refuseInteger('sessionId') : steps.eventsOf(SESSIONS, id).map(steps.event);
  }
  const own = SESSIONS.filter((session) => steps.ofUser(session, name));
  if (operation === 'users/') return steps.details(name, own.filter(steps.isCounted));
  const dates = ['start_date', 'end_date'].map((date) => {
    const text = steps.readQuery(query, date);
    return text === undefined ? undefined : (steps.readInteger(text) ?? null);
  });
  if (dates.includes(null)) return steps.refuseInteger('query');
  const [start, end] = dates.map((date) => date ?? undefined);
  return steps.select(own, (session) => steps.isInside(session, { start, end })).map(steps.summary);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path.replace(/%(?![\da-f]{2})/gi, '%25');
  }
}
