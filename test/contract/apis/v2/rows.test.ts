import { describe, expect, it } from 'vitest';
import { v2Api } from '../../../../src/contract/apis/v2/contract.ts';
import { type RequirementResult, verifyContract } from '../../../../src/contract/index.ts';
import { createFetch, createMock } from '../../../../src/index.ts';

const mock = createMock({ now: Date.UTC(2024, 5, 1, 12) });
const right = createFetch(mock);
/** Of some users the one with most sessions. */
const user = await busiest();
const TARGET = {
  baseUrl: 'http://localhost/v2/api/public',
  key: mock.options.keys[0] ?? '',
  projectKey: mock.options.projects[0] ?? '',
  userIds: [user],
  seed: 1,
};

async function busiest(): Promise<string> {
  const counts = await Promise.all(
    (await mock.users(40)).map(async (name) => {
      const sessions = new Set((await mock.events(name)).map(({ sessionId }) => sessionId));
      return { name, count: sessions.size };
    }),
  );
  return counts.sort((a, b) => b.count - a.count)[0]?.name ?? '';
}

type Json = Record<string, unknown>;
/** A server that is wrong in one way, made of the right one. */
type Fault = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response> | Response;

const LIST = /\/users\/[^/]+\/sessions$/;
const USER = /\/users\/[^/]+$/;
const EVENTS = /\/events$/;

async function verify(fault: Fault, only: readonly string[] = []): Promise<RequirementResult[]> {
  const fetch: typeof globalThis.fetch = async (input, init) =>
    fault(new Request(input, init), (request) => right(request));
  const results: RequirementResult[] = [];
  for await (const event of verifyContract({ ...TARGET, fetch }, { only })) {
    if (event.type === 'end') results.push(...event.results);
  }
  return results;
}

const notMet = (results: readonly RequirementResult[]) =>
  results.filter(({ outcome }) => outcome === 'not met').map(({ id }) => id);

/** Changes the data of each 200 of some paths. */
function onData(path: RegExp, change: (data: Json) => unknown): Fault {
  return async (request, send) => {
    const isAbout = path.test(new URL(request.url).pathname);
    const reply = await send(request);
    if (!isAbout || reply.status !== 200) return reply;
    const { data } = (await reply.json()) as { data: Json };
    return Response.json({ data: change(data) });
  };
}

const onRows = (change: (row: Json, index: number) => Json | Json[]): Fault =>
  onData(LIST, (data) => ({ ...data, sessions: (data.sessions as Json[] | null)?.flatMap(change) ?? null }));
const onRow = (name: string, value: (row: Json) => unknown): Fault => onRows((row) => ({ ...row, [name]: value(row) }));
const without = (name: string): Fault =>
  onRows((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== name)));
const onEvents = (change: (events: Json[]) => Json[]): Fault =>
  onData(EVENTS, (data) => ({ ...data, events: change(data.events as Json[]) }));

/** Reads the body of a list in another way than it was meant. */
function onAsk(change: (body: Json) => Json | undefined, path = LIST): Fault {
  return async (request, send) => {
    if (!path.test(new URL(request.url).pathname) || request.method !== 'POST') return send(request);
    const text = await request.clone().text();
    const body = parse(text);
    const changed = body && change(body);
    return send(changed ? new Request(request, { body: JSON.stringify(changed) }) : request);
  };
}

function parse(text: string): Json | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return body !== null && typeof body === 'object' ? (body as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** Answers a status in place of another. */
const instead =
  (from: number, to: () => Response, path = /./): Fault =>
  async (request, send) => {
    const reply = await send(request);
    return reply.status === from && path.test(new URL(request.url).pathname) ? to() : reply;
  };
const status = (code: number) => () => Response.json({ error: 'no' }, { status: code });
const letIn =
  (isMeant: (authorization: string, path: string) => boolean): Fault =>
  (request, send) => {
    const authorization = request.headers.get('authorization') ?? '';
    if (!isMeant(authorization, new URL(request.url).pathname)) return send(request);
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${TARGET.key}`);
    return send(new Request(request, { headers }));
  };

const number = (value: unknown) => Number(value);

/** Each row with servers that break it; a fault may break rows beside it. */
const FAULTS: Readonly<Record<string, readonly (readonly [what: string, fault: Fault])[]>> = {
  'REPLY-201': [
    ['endTs is a date', onRow('endTs', ({ endTs }) => new Date(number(endTs)).toISOString())],
    ['an empty list is []', onData(LIST, (data) => ({ ...data, sessions: data.sessions ?? [] }))],
    ['the total is left out', onData(LIST, ({ sessions }) => ({ sessions }))],
    ['the total is a text', onData(LIST, (data) => ({ ...data, total: String(data.total) }))],
    ['the list stands alone', onData(LIST, ({ sessions }) => sessions)],
  ],
  'REPLY-202': [
    ['sessionId is a number', onRow('sessionId', ({ sessionId }) => number(sessionId))],
    ['eventsCount is left out', without('eventsCount')],
    ['eventsCount is a text', onRow('eventsCount', ({ eventsCount }) => String(eventsCount))],
    ['eventsCount is 0', onRow('eventsCount', () => 0)],
    [
      'times are in seconds',
      onRows((row) => ({ ...row, startTs: number(row.startTs) / 1000, endTs: number(row.endTs) / 1000 })),
    ],
    ['start and end are exchanged', onRows((row) => ({ ...row, startTs: row.endTs, endTs: row.startTs }))],
  ],
  'REPLY-203': [
    [
      'sessions are not cut',
      async (request, send) => {
        const reply = await send(request);
        if (!LIST.test(new URL(request.url).pathname) || reply.status !== 200) return reply;
        const { data } = (await reply.json()) as { data: { sessions: Json[] | null } };
        const sessions = data.sessions?.map((row) => ({ ...row, startTs: number(row.startTs) - 3_600_000 })) ?? null;
        return Response.json({ data: { ...data, sessions } });
      },
    ],
  ],
  'REPLY-204': [
    ['IDs are rounded', onRow('sessionId', ({ sessionId }) => String(BigInt(Math.fround(number(sessionId)))))],
  ],
  'REPLY-205': [
    [
      'numbers have a fraction',
      async (request, send) => {
        const reply = await send(request);
        const text = (await reply.text()).replace(/"eventsCount":(\d+)/g, '"eventsCount":$1.0');
        return new Response(text, { status: reply.status, headers: { 'content-type': 'application/json' } });
      },
    ],
  ],
  'ORDER-201': [
    [
      'the oldest come first',
      onData(LIST, (data) => ({ ...data, sessions: (data.sessions as Json[] | null)?.reverse() ?? null })),
    ],
    ['one comes twice', onRows((row, index) => (index === 1 ? [row, row] : row))],
  ],
  'ORDER-202': [['the limit is ignored', onAsk((body) => ({ ...body, limit: 200 }))]],
  'PAGE-202': [
    ['the page is ignored', onAsk(({ page: _, ...body }) => body)],
    ['pages are counted from 0', onAsk((body) => ({ ...body, page: number(body.page ?? 0) + 1 }))],
    ['the order is ignored', onAsk(({ sortOrder: _, ...body }) => body)],
    ['the first of each page is left out', onRows((row, index) => (index === 0 ? [] : row))],
    [
      'pages have one more',
      onAsk((body) => (number(body.limit) < 200 ? { ...body, limit: number(body.limit) + 1 } : body)),
    ],
  ],
  'PAGE-203': [
    [
      'the total is that of the page',
      onData(LIST, (data) => ({ ...data, total: (data.sessions as Json[] | null)?.length ?? 0 })),
    ],
    ['the total is one too many', onData(LIST, (data) => ({ ...data, total: number(data.total) + 1 }))],
  ],
  'PAGE-204': [
    ['a limit of 0 is refused', onAsk((body) => (body.limit === 0 ? { ...body, limit: -1 } : undefined))],
    ['null is refused as a page', onAsk((body) => (body.page === null ? { ...body, page: -1 } : undefined))],
    ['an empty order is refused', onAsk((body) => (body.sortOrder === '' ? { ...body, sortOrder: 'x' } : undefined))],
    ['asc is the default', onAsk((body) => (body.sortOrder ? undefined : { ...body, sortOrder: 'asc' }))],
  ],
  'PAGE-205': [
    ['a larger limit is cut to 200', onAsk((body) => (number(body.limit) > 200 ? { ...body, limit: 200 } : undefined))],
    [
      'the order is read in any case',
      onAsk((body) => ({
        ...body,
        sortOrder: typeof body.sortOrder === 'string' ? body.sortOrder.toLowerCase() : body.sortOrder,
      })),
    ],
    ['a page below 0 is the first', onAsk((body) => (number(body.page) < 0 ? { ...body, page: 1 } : undefined))],
  ],
  'PAGE-206': [
    [
      'a page behind the last is the first',
      async (request, send) => {
        const asked = parse(await request.clone().text());
        const reply = await send(request.clone());
        if (!asked || number(asked.page ?? 1) < 2 || !(await reply.clone().text()).includes('null')) return reply;
        return send(new Request(request, { body: JSON.stringify({ ...asked, page: 1 }) }));
      },
    ],
  ],
  'WINDOW-201': [
    [
      'dates are not cut',
      onAsk((body) =>
        number(body.endTimestamp) % 1000 === 999
          ? undefined
          : { ...body, startTimestamp: number(body.startTimestamp) + 999 },
      ),
    ],
    ['the last second is left out', onAsk((body) => ({ ...body, endTimestamp: number(body.endTimestamp) - 1000 }))],
  ],
  'WINDOW-202': [
    [
      'a count is that of the whole session',
      (() => {
        const whole = new Map<unknown, unknown>();
        return onRows((row) => {
          const most = Math.max(number(whole.get(row.sessionId) ?? 0), number(row.eventsCount));
          whole.set(row.sessionId, most);
          return { ...row, eventsCount: most };
        });
      })(),
    ],
  ],
  'WINDOW-203': [
    [
      'a missing end is now',
      onAsk((body) => (body.endTimestamp === undefined ? { ...body, endTimestamp: 4_000_000_000_000 } : undefined)),
    ],
    [
      'an early start is taken',
      onAsk((body) =>
        number(body.startTimestamp) < 946_684_800_000 && body.startTimestamp
          ? { ...body, startTimestamp: 946_684_800_000 }
          : undefined,
      ),
    ],
    [
      'an end at the start is taken',
      onAsk((body) =>
        body.endTimestamp === body.startTimestamp
          ? { ...body, endTimestamp: number(body.endTimestamp) + 1 }
          : undefined,
      ),
    ],
  ],
  'WINDOW-204': [
    [
      'dates may be texts',
      onAsk((body) => ({
        ...body,
        startTimestamp:
          typeof body.startTimestamp === 'string' ? number(body.startTimestamp) || 'x' : body.startTimestamp,
      })),
    ],
    [
      'a limit may be a text',
      onAsk((body) => ({ ...body, limit: typeof body.limit === 'string' ? number(body.limit) : body.limit })),
    ],
  ],
  'REQUEST-201': [
    [
      'a content type is asked for',
      (request, send) =>
        /json/.test(request.headers.get('content-type') ?? '') || request.method !== 'POST'
          ? send(request)
          : status(415)(),
    ],
    ['unknown keys are refused', onAsk((body) => ('unknown' in body ? { ...body, limit: -1 } : undefined))],
  ],
  'REQUEST-202': [
    [
      'keys are read as they are written',
      async (request, send) => {
        const text = await request.clone().text();
        return /STARTTIMESTAMP/.test(text) ? status(400)() : send(request);
      },
    ],
  ],
  'REQUEST-203': [
    [
      'no body is an empty one',
      async (request, send) => {
        if (request.method !== 'POST' || (await request.clone().text()) !== '') return send(request);
        return Response.json({ data: { total: 0, sessions: null } });
      },
    ],
  ],
  'REQUEST-204': [
    ['larger bodies are 400', instead(413, status(400))],
    [
      '64 KiB are too many',
      async (request, send) => ((await request.clone().text()).length > 65_536 ? status(413)() : send(request)),
    ],
  ],
  'REQUEST-205': [
    [
      'a long ID is 404',
      async (request, send) =>
        request.url.length > 1200 ? send(request) : instead(400, status(404), LIST)(request, send),
    ],
    [
      'characters are counted',
      async (request, send) => {
        const [, segment = ''] = /\/users\/([^/]+)\/sessions$/.exec(request.url) ?? [];
        const isLong = decodeURIComponent(segment).length <= 256 && segment.length > 700;
        return isLong ? Response.json({ data: { total: 0, sessions: null } }) : send(request);
      },
    ],
  ],
  'REQUEST-206': [
    ['GET is 404', instead(405, status(404))],
    ['an unknown path is 400', instead(404, status(400), /sessionsx|nothing-here/)],
  ],
  'ROBUST-201': [['refusals are plain text', instead(400, () => new Response('no', { status: 400 }))]],
  'AUTH-201': [
    ['the raw key is taken', letIn((value) => value === TARGET.key)],
    ['any scheme is taken', letIn((value) => value.split(' ')[1] === TARGET.key)],
    ['refusals for the key are 403', instead(401, status(403))],
    ['a profile needs no key', letIn((_, path) => USER.test(path))],
    ['events need no key', letIn((_, path) => EVENTS.test(path))],
    [
      'bodies are looked at first',
      async (request, send) => {
        const reply = await send(request.clone());
        const isBroken = request.method === 'POST' && parse(await request.text()) === undefined;
        return reply.status === 401 && isBroken ? status(400)() : reply;
      },
    ],
  ],
  'ISOLATION-201': [
    [
      'an unknown project is 404',
      async (request, send) => {
        const reply = await send(request);
        const isKnown = new URL(request.url).pathname.includes(TARGET.projectKey);
        return reply.status === 401 && !isKnown ? status(404)() : reply;
      },
    ],
  ],
  'ISOLATION-202': [
    [
      'an unknown user is 404',
      async (request, send) => (/users\/nobody/.test(request.url) ? status(404)() : send(request)),
    ],
  ],
  'USER-201': [
    ['a user has another ID', onData(USER, (data) => ({ ...data, $user_id: 'x' }))],
    ['a field is null', onData(USER, (data) => ({ ...data, $email: null }))],
    ['a field is left out', onData(USER, ({ $last_seen: _, ...data }) => data)],
  ],
  'USER-202': [['an unknown user is empty', instead(404, () => Response.json({ data: null }), USER)]],
  'USER-203': [
    [
      'a user is another at each read',
      (() => {
        let reads = 0;
        return onData(USER, (data) => {
          reads += 1;
          return { ...data, $last_seen: reads };
        });
      })(),
    ],
  ],
  'EVENTS-201': [
    [
      'session_id is a number',
      onEvents((events) => events.map((event) => ({ ...event, session_id: number(event.session_id) }))),
    ],
    [
      'an event comes twice',
      onEvents((events) => events.flatMap<Json>((event, index) => (index === 0 ? [event, event] : event))),
    ],
    ['the total is that of nothing', onData(EVENTS, (data) => ({ ...data, total: 0 }))],
    [
      'created_at is a date',
      onEvents((events) =>
        events.map((event) => ({ ...event, created_at: new Date(number(event.created_at)).toISOString() })),
      ),
    ],
  ],
  'EVENTS-202': [['the oldest event comes first', onAsk((body) => ({ ...body, sortOrder: 'asc' }), EVENTS)]],
  'EVENTS-203': [
    ['columns are ignored', onAsk(({ columns: _, ...body }) => body, EVENTS)],
    ['a count lacks some kinds', onRow('eventsCount', ({ eventsCount }) => Math.ceil(number(eventsCount) / 2))],
  ],
  'EVENTS-204': [
    [
      'a short window gives nothing',
      async (request, send) => {
        const asked = parse(await request.clone().text());
        const isShort =
          asked &&
          LIST.test(new URL(request.url).pathname) &&
          number(asked.endTimestamp) - number(asked.startTimestamp) < 5_000;
        return isShort ? Response.json({ data: { total: 0, sessions: null } }) : send(request);
      },
    ],
  ],
  'EVENTS-205': [
    [
      'the window of events is ignored',
      onAsk((body) => ({ ...body, startTimestamp: 946_684_800_000, endTimestamp: 4_000_000_000_000 }), EVENTS),
    ],
  ],
  'EVENTS-206': [
    [
      'an unknown session is 404',
      async (request, send) => (/\/sessions\/1\//.test(request.url) ? status(404)() : send(request)),
    ],
    ['a limit is no must', onAsk((body) => ({ limit: 10, page: 1, ...body }), EVENTS)],
  ],
};

/** Rows that ask what a rule looks at. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'ROBUST-201': ['PAGE-205'],
  'REPLY-203': ['WINDOW-04'],
  'ORDER-202': ['PAGE-202'],
  'REPLY-201': ['ISOLATION-01'],
};

describe('the contract of v2', () => {
  it('is kept by the mock, without a flag', async () => {
    const results = await verify((request, send) => send(request));
    expect(results.filter(({ outcome }) => outcome === 'not met')).toEqual([]);
    const untold = results.filter(({ outcome }) => outcome === 'inconclusive').map(({ reason }) => reason);
    expect(untold.filter((reason) => !/pass |raw connections/.test(reason ?? ''))).toEqual([]);
  });

  describe.each(Object.entries(FAULTS))('%s', (id, faults) => {
    it.each(faults)('is broken where %s', async (_, fault) => {
      expect(notMet(await verify(fault, [id, ...(BESIDE[id] ?? [])]))).toContain(id);
    });
  });

  it('has a faulty server for each of its rows', () => {
    expect(v2Api.rows.map(({ id }) => id).filter((id) => !FAULTS[id])).toEqual([]);
  });
});
