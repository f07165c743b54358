import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../../src/api/index.ts';
import { createFetch, createMock, DEVELOPMENT_KEY, type Mock } from '../../../src/index.ts';

const ALWAYS = { startTimestamp: 946_684_800_000, endTimestamp: 4_000_000_000_000 };
const DAY_MS = 86_400_000;

interface Row {
  readonly sessionId: string;
  readonly eventsCount: number;
  readonly startTs: number;
  readonly endTs: number;
}

function open(mock: Mock, base = '/v2/api/public') {
  const fetch = createFetch(mock);
  const headers = { authorization: `Bearer ${DEVELOPMENT_KEY}` };
  const send = async (method: string, path: string, body?: unknown) => {
    const url = `http://mock${base}/${DOCUMENTED_PROJECT_KEY}${path}`;
    const reply = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const of = (userId: string) => `/users/${encodeURIComponent(userId)}`;
  return {
    send,
    user: (userId: string) => send('GET', of(userId)),
    remove: (userId: string) => send('DELETE', of(userId)),
    sessions: async (userId: string, more: object = {}): Promise<{ total: number; sessions: Row[] | null }> =>
      (await send('POST', `${of(userId)}/sessions`, { ...ALWAYS, limit: 200, ...more })).body.data,
    events: async (sessionId: string, more: object = {}) =>
      (await send('POST', `/sessions/${sessionId}/events`, { ...ALWAYS, limit: 200, page: 1, ...more })).body.data,
  };
}

const mock = createMock({ seed: 5 });
const v2 = open(mock);
const users = await mock.users(12);
const someUser = fc.constantFrom(...users);

/** What v2 stores of a user's events: one of each kind and second of a session. */
async function storedOf(userId: string) {
  const events = await mock.events(userId);
  const rows = new Map<string, { readonly sessionId: string; readonly time: number }>();
  for (const { sessionId, timestamp, type } of events) {
    const time = Math.floor(timestamp / 1000) * 1000;
    rows.set(`${sessionId} ${time} ${type}`, { sessionId: String(sessionId), time });
  }
  return [...rows.values()];
}

function toRows(stored: Awaited<ReturnType<typeof storedOf>>): Row[] {
  return [...new Set(stored.map(({ sessionId }) => sessionId))].map((sessionId) => {
    const times = stored.filter((row) => row.sessionId === sessionId).map(({ time }) => time);
    return { sessionId, eventsCount: times.length, startTs: Math.min(...times), endTs: Math.max(...times) };
  });
}

const byId = (rows: readonly Row[]) => [...rows].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));

describe('The sessions of a user', () => {
  test('are those of the events that the documented API returns', async () => {
    for (const userId of users) {
      const { sessions } = await v2.sessions(userId);
      const expected = toRows(await storedOf(userId));
      expect(byId(sessions ?? []).slice(0, 200), userId).toEqual(byId(expected).slice(0, 200));
    }
  });

  test('are cut down to the events in a window', async () => {
    await fc.assert(
      fc.asyncProperty(someUser, fc.nat(), fc.nat(), async (userId, first, length) => {
        const stored = await storedOf(userId);
        fc.pre(stored.length > 0);
        const times = stored.map(({ time }) => time).sort((a, b) => a - b);
        const from = times[first % times.length] ?? 0;
        const to = from + 1 + (length % (3 * DAY_MS));
        const { sessions } = await v2.sessions(userId, { startTimestamp: from, endTimestamp: to });
        const inWindow = stored.filter(({ time }) => time >= from && time <= to);
        expect(byId(sessions ?? [])).toEqual(byId(toRows(inWindow)));
      }),
      { numRuns: 40 },
    );
  });

  test('come in pages that split the list, latest or earliest first', async () => {
    const [userId = ''] = users.slice(1);
    const { sessions, total } = await v2.sessions(userId);
    const pages = await Promise.all(
      Array.from({ length: total }, (_, at) => v2.sessions(userId, { limit: 1, page: at + 1 })),
    );
    expect(pages.flatMap((page) => page.sessions)).toEqual(sessions);
    expect(await v2.sessions(userId, { limit: 1, page: total + 1 })).toEqual({ total: 0, sessions: null });
    const starts = (sessions ?? []).map(({ startTs }) => startTs);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    const rising = (await v2.sessions(userId, { sortOrder: 'asc' })).sessions;
    expect(rising?.map(({ startTs }) => startTs)).toEqual([...starts].reverse());
  });

  test('have as many events as are listed for each', async () => {
    const { sessions } = await v2.sessions(DOCUMENTED_USER_ID);
    for (const { sessionId, eventsCount, startTs, endTs } of sessions ?? []) {
      const { total, events } = await v2.events(sessionId, { sortOrder: 'asc' });
      expect([total, events.at(0).created_at, events.at(-1).created_at]).toEqual([eventsCount, startTs, endTs]);
    }
  });
});

describe('Events of a session', () => {
  test('are found by its ID only, even if its user was not asked for before', async () => {
    const fresh = createMock({ seed: 5 });
    const [userId = ''] = users.slice(3);
    const [event] = await mock.events(userId);
    const { events } = await open(fresh).events(String(event?.sessionId));
    expect(events.every(({ distinct_id }: { distinct_id: string }) => distinct_id === userId)).toBe(true);
    expect(events.length).toBeGreaterThan(0);
  });

  test('contain what was recorded for their session, and what goes with it', async () => {
    const own = createMock({ users: 0 });
    const session = { userOs: 'Plan 9', userCountry: 'NZ' };
    await own.record({
      userId: 'ada',
      sessionId: '9007199254740993',
      session,
      events: [{ type: 'LOCATION', path: '/' }],
    });
    const { events } = await open(own).events('9007199254740993', {
      columns: ['$os', '$country', '$device', '$device_id'],
    });
    expect(events).toEqual([
      expect.objectContaining({ session_id: '9007199254740993', $os: 'Plan 9', $country: 'NZ', $device: 'web' }),
    ]);
    expect(events[0].$device_id).toMatch(/^[\da-f-]{36}$/);
    expect((await open(own).user('ada')).body.data).toMatchObject({ $country: 'NZ', $user_id: 'ada' });
  });

  test('are empty for an unknown session', async () => {
    expect(await v2.events('42')).toEqual({ total: 0, events: [] });
  });

  test('have unique IDs, which stay the same', async () => {
    const [first, second] = [await v2.events('4813023023591169'), await open(createMock()).events('4813023023591169')];
    expect(second).toEqual(first);
    expect(new Set(first.events.map(({ event_id }: { event_id: string }) => event_id)).size).toBe(first.total);
  });
});

describe('Users', () => {
  test('are known by what they did', async () => {
    const { body } = await v2.user(DOCUMENTED_USER_ID);
    expect(body.data).toMatchObject({
      $user_id: DOCUMENTED_USER_ID,
      $email: DOCUMENTED_USER_ID,
      $first_event_at: 1623440905000,
      $last_seen: 1623440919000,
    });
    expect((await v2.user('nobody')).status).toBe(404);
  });

  test('are found by a part of their ID', async () => {
    const { body } = await v2.send('POST', '/users', { query: 'MICKAEL@', limit: 5 });
    expect(body.data.users.map((user: { $user_id: string }) => user.$user_id)).toEqual([DOCUMENTED_USER_ID]);
    const all = await v2.send('POST', '/users', { limit: 200 });
    expect(all.body.data.total).toBe((await mock.users(100)).length);
  });
});

test('A user is found by a part of their ID or name, however many users there are', async () => {
  const large = createMock({ users: 50_000 });
  const last = (await large.findUsers({ from: 49_000, limit: 1 })).users[0]?.userId ?? '';
  const { body } = await open(large).send('POST', '/users', { query: last.toUpperCase(), limit: 5 });
  const [first] = body.data.users;
  expect(first.$user_id).toBe(last);
  const byName = await open(large).send('POST', '/users', { query: first.$name.replace(/.$/, '_'), limit: 200 });
  expect(byName.body.data.users.map(({ $name }: { $name: string }) => $name)).toContain(first.$name);
});

describe('Users with an event', () => {
  const world = createMock({ scenarios: ['empty'], users: 0 });
  const search = async (filters: readonly object[], propertyOrder = 'and') => {
    const filter = { name: 'CLICK', operator: 'is', isEvent: true, propertyOrder, filters };
    const { body } = await open(world).send('POST', '/users', { filters: [filter] });
    return body.data.users.map((user: { $user_id: string }) => user.$user_id).sort();
  };
  const label = (value: string) => ({ name: 'label', operator: 'is', value: [value], autoCaptured: true });

  test('are those whose event has the properties that the nested filters ask for', async () => {
    for (const [userId, clicked] of [
      ['ada', 'Shop'],
      ['bob', 'Cart'],
    ] as const)
      await world.record({ userId, events: [{ type: 'CLICK', label: clicked }] });
    await world.record({ userId: 'cyd', events: [{ type: 'LOCATION', path: '/' }] });
    expect(await search([])).toEqual(expect.arrayContaining(['ada', 'bob']));
    expect(await search([])).not.toContain('cyd');
    expect(await search([label('Shop')])).toEqual(['ada']);
    expect(await search([label('Shop'), label('Cart')])).toEqual([]);
    expect(await search([label('Shop'), label('Cart')], 'or')).toEqual(['ada', 'bob']);
  });
});

describe('The deletion of a user', () => {
  const documented = async (of: Mock) => (await of.events(DOCUMENTED_USER_ID)).length;

  test('takes place at the next midnight of the mock, and in all APIs', async () => {
    const own = createMock({ now: Date.UTC(2026, 0, 1, 12) });
    const asked = open(own);
    const { body } = await asked.remove(DOCUMENTED_USER_ID);
    expect(body.data).toMatchObject({ jobId: 1, status: 'scheduled', startAt: Date.UTC(2026, 0, 2) });
    own.clock.advance(DAY_MS / 2 - 1);
    expect([await documented(own), (await asked.sessions(DOCUMENTED_USER_ID)).total]).toEqual([6, 1]);
    own.clock.advance(1);
    expect([await documented(own), (await asked.sessions(DOCUMENTED_USER_ID)).total]).toEqual([0, 0]);
    expect((await asked.user(DOCUMENTED_USER_ID)).status).toBe(404);
    expect((await asked.send('GET', '/jobs/1')).body.data).toMatchObject({
      status: 'completed',
      updatedAt: Date.UTC(2026, 0, 2),
    });
  });

  test('spares all other users, and one who comes back', async () => {
    const own = createMock({ now: Date.UTC(2026, 0, 1, 12) });
    const others = await own.events(users[2] ?? '');
    await open(own).remove(DOCUMENTED_USER_ID);
    own.clock.advance(DAY_MS);
    await own.record({ userId: DOCUMENTED_USER_ID, events: [{ type: 'LOCATION', path: '/again/' }] });
    expect(await documented(own)).toBe(1);
    expect(await own.events(users[2] ?? '')).toEqual(others);
  });

  test('is cancelled by cancelling its job, and forgotten by a reset', async () => {
    const own = createMock({ now: Date.UTC(2026, 0, 1, 12) });
    const asked = open(own);
    await asked.remove(DOCUMENTED_USER_ID);
    expect((await asked.remove(DOCUMENTED_USER_ID)).status).toBe(409);
    expect((await asked.send('DELETE', '/jobs/-2147483649')).body.error).toBe(
      'failed to cancel job: -2147483649 is less than minimum value for Int4',
    );
    expect((await asked.send('DELETE', '/jobs/1')).body.data.status).toBe('cancelled');
    own.clock.advance(DAY_MS);
    expect(await documented(own)).toBe(6);
    await own.reset();
    expect((await asked.send('GET', '/jobs')).body).toEqual({ data: [] });
  });
});

describe('The API', () => {
  test('is also served under the base path of its service', async () => {
    expect(await open(mock, '/public').sessions(DOCUMENTED_USER_ID)).toEqual(await v2.sessions(DOCUMENTED_USER_ID));
  });

  test('gives HEAD no content length where there is no body', async () => {
    const headers = { authorization: `Bearer ${DEVELOPMENT_KEY}` };
    const headOf = (path: string) => createFetch(mock)(`http://mock/v2/api/public${path}`, { method: 'HEAD', headers });
    for (const [path, status] of [
      [`/${DOCUMENTED_PROJECT_KEY}//users`, 301],
      [`/${DOCUMENTED_PROJECT_KEY}/users`, 405],
    ] as const) {
      const reply = await headOf(path);
      expect([reply.status, reply.headers.get('content-length')]).toEqual([status, null]);
    }
    expect((await headOf('/none')).headers.get('content-length')).toBe('19');
  });

  test("has the product's own routes beside it, which no key opens", async () => {
    const service = createMock({ apis: ['v2'], basePath: '/public' });
    const send = async (method: string, path: string) =>
      (await createFetch(service)(`http://mock${path}`, { method })).status;
    expect(await send('GET', '/public/sessions/1/events')).toBe(401);
    expect(await send('DELETE', '/public/users/x')).toBe(401);
    expect(await send('POST', '/public/sessions/search/ids')).toBe(401);
    expect(await send('GET', '/public/sessions/search')).toBe(405);
    expect(await send('GET', '/public%2Fsessions/search')).toBe(405);
    expect(await send('OPTIONS', '/public/sessions/search')).toBe(200);
    expect(await send('OPTIONS', '/public/nothing/there/is')).toBe(404);
  });

  test('is off unless asked for', async () => {
    const { status } = await open(createMock({ apis: ['documented'] })).send('POST', '/users', {});
    expect(status).toBe(404);
  });
});
