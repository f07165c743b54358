import { expect, test } from 'vitest';
import {
  createFetch,
  createMock,
  DEVELOPMENT_KEY,
  DOCUMENTED_PROJECT_KEY,
  type MockOptions,
} from '../../../src/index.ts';

const DAY_MS = 86_400_000;

function open(options: MockOptions = {}) {
  const mock = createMock(options);
  const fetch = createFetch(mock);
  const ask = async (path: string, method = 'GET') => {
    const url = `http://mock/api/v1/${DOCUMENTED_PROJECT_KEY}${path}`;
    const reply = await fetch(url, { method, headers: { Authorization: DEVELOPMENT_KEY } });
    const { data, errors } = await reply.json();
    return { status: reply.status, data, errors };
  };
  return { mock, ask };
}

test('the sessions of a generated user are those of their events, 50 at most, by ID', async () => {
  const { mock, ask } = open();
  for (const userId of await mock.users(10)) {
    const { data } = await ask(`/users/${encodeURIComponent(userId)}/sessions`);
    const ids = [...new Set((await mock.events(userId)).map(({ sessionId }) => String(sessionId)))];
    expect(data.map(({ sessionId }: { sessionId: string }) => sessionId)).toEqual(ids.slice(0, 50));
  }
});

test('the documented session is summed up as documented', async () => {
  const { ask } = open();
  const { data } = await ask('/users/mickael@openreplay.com/sessions');
  expect(data).toMatchObject([
    { sessionId: '4813023023591169', startTs: 1623440902620, duration: 18226, eventsCount: 6 },
  ]);
});

test('bounds are inclusive, and apply to the start of a session', async () => {
  const { ask } = open();
  const count = async (query: string) => (await ask(`/users/mickael@openreplay.com/sessions?${query}`)).data.length;
  expect(await count('start_date=1623440902620&end_date=1623440902620')).toBe(1);
  expect(await count('start_date=1623440902621')).toBe(0);
  expect(await count('end_date=1623440902619')).toBe(0);
});

test('a question mark in front of the query belongs to the name that follows', async () => {
  const { ask } = open();
  const { data } = await ask('/users/mickael@openreplay.com/sessions??start_date=never');
  expect(data).toHaveLength(1);
});

test('the root of the service answers GET only', async () => {
  const fetch = createFetch(createMock({ apis: ['v1'] }));
  const rootOf = async (method: string) => {
    const reply = await fetch('http://mock/', { method });
    return [reply.status, reply.headers.get('allow'), await reply.json()];
  };
  expect(await rootOf('GET')).toEqual([200, null, {}]);
  for (const method of ['POST', 'OPTIONS'])
    expect(await rootOf(method)).toEqual([405, 'GET', { detail: 'Method Not Allowed' }]);
});

test('projects are listed in the order of a release, without deleted ones', async () => {
  const projects = ['3sWXSsqHgSKnE87YkNJK', '2aAbBcCdDeEfFgGhHiIj', '3dDeElLeEtTeEdDpPrRj'];
  const [first = '', second = '', gone = ''] = projects;
  const stored = {
    projects: [
      { projectKey: first, projectId: 1, name: 'Shop', createdAt: 5 },
      { projectKey: second, projectId: 2, name: 'Blog', createdAt: 6 },
      { projectKey: gone, projectId: 3, name: 'Gone', isActive: false },
    ],
  };
  const listOf = async (v1Release: '1.10' | 'last', key: string) => {
    const fetch = createFetch(createMock({ apis: ['v1'], v1Release, projects, stored }));
    const reply = await fetch('http://mock/v1/projects', { headers: { Authorization: key } });
    return { status: reply.status, ...(await reply.json()) };
  };
  const { data } = await listOf('1.10', DEVELOPMENT_KEY);
  expect(data).toEqual([
    { name: 'Shop', projectKey: first, saveRequestPayloads: false, firstRecordedSessionAt: null, createdAt: 5 },
    { name: 'Blog', projectKey: second, saveRequestPayloads: false, firstRecordedSessionAt: null, createdAt: 6 },
  ]);
  const last = await listOf('last', DEVELOPMENT_KEY);
  const more = { sampleRate: 100, platform: 'web', conditionsCount: 0 };
  expect(last).toEqual({ status: 200, data: [...data].reverse().map((project: object) => ({ ...project, ...more })) });
  expect(await listOf('last', 'wrong')).toEqual({ status: 401, errors: ['Invalid API Key'] });
});

test('a deleted project is unknown, but the events of its sessions are found through any other', async () => {
  const gone = '3dDeElLeEtTeEdDpPrRj';
  const stored = { projects: [{ projectKey: gone, projectId: 2, name: 'Gone', isActive: false }] };
  const { mock, ask } = open({ projects: [DOCUMENTED_PROJECT_KEY, gone], stored });
  await mock.record({ projectKey: gone, userId: 'ada', sessionId: 7, events: [{ type: 'LOCATION', path: '/' }] });
  expect((await ask('/sessions/7/events')).data).toHaveLength(1);
  const through = await createFetch(mock)(`http://mock/api/v1/${gone}/sessions/7/events`, {
    headers: { Authorization: DEVELOPMENT_KEY },
  });
  expect(through.status).toBe(404);
});

test('a session in progress is listed without a duration, and does not count for its user', async () => {
  const { mock, ask } = open();
  await mock.record({ userId: 'ada', events: [{ type: 'LOCATION', path: '/' }] });
  expect((await ask('/users/ada/sessions')).data).toMatchObject([{ duration: null }]);
  expect((await ask('/users/ada')).data).toBeNull();
  mock.clock.advance('3m');
  expect((await ask('/users/ada')).data).toMatchObject({ userId: 'ada', sessionCount: 1 });
});

test('the last release has one event per type and second', async () => {
  const { mock, ask } = open();
  const at = 1_700_000_000_000;
  await mock.record({
    userId: 'ada',
    sessionId: '2416408176556518452',
    events: [
      { type: 'LOCATION', path: '/', timestamp: at },
      { type: 'CLICK', label: 'first', timestamp: at + 100 },
      { type: 'CLICK', label: 'second', timestamp: at + 999 },
      { type: 'CLICK', label: '', timestamp: at + 1000 },
    ],
  });
  const { data } = await ask('/sessions/2416408176556518452/events');
  expect(data.map(({ type, label }: { type: string; label: string }) => [type, label])).toEqual([
    ['CLICK', 'second'],
    ['LOCATION', null],
  ]);
  expect(data[0].timestamp % 1000).toBe(0);
});

test('a deletion is done when it is due, unless it is cancelled', async () => {
  const { mock, ask } = open();
  const user = '/users/mickael@openreplay.com';
  const { data: first } = await ask(user, 'DELETE');
  expect(first).toMatchObject({ status: 'scheduled', referenceId: 'mickael@openreplay.com' });
  expect((await ask(`/jobs/${first.jobId}`, 'DELETE')).data.status).toBe('cancelled');
  expect(await ask(`/jobs/${first.jobId}`, 'DELETE')).toMatchObject({ status: 400 });
  mock.clock.advance(2 * DAY_MS);
  expect((await ask(`${user}/sessions`)).data).toHaveLength(1);
  await ask(user, 'DELETE');
  mock.clock.advance(2 * DAY_MS);
  expect((await ask(`${user}/sessions`)).data).toEqual([]);
  expect((await ask('/jobs')).data.map(({ status }: { status: string }) => status)).toEqual(['cancelled', 'completed']);
  expect(await ask('/jobs/99')).toMatchObject({ status: 200, data: {} });
  expect(await ask('/jobs/99', 'DELETE')).toMatchObject({ status: 404, errors: ['Job not found.'] });
});

test.each(['1.10', 'last'] as const)('the events of a long session are complete in release %s', async (v1Release) => {
  const { mock, ask } = open({ v1Release });
  const events = Array.from({ length: 2_000 }, (_, index) => [
    { type: 'LOCATION' as const, path: `/${index}`, timestamp: 1_700_000_000_000 + 2_000 * index },
    { type: 'CLICK' as const, label: `${index}`, timestamp: 1_700_000_000_000 + 2_000 * index + 1 },
  ]).flat();
  await mock.record({ userId: 'ada', sessionId: '2416408176556518452', events });
  const { data } = await ask('/sessions/2416408176556518452/events');
  expect(
    data.filter(({ type }: { type: string }) => type === 'CLICK').map(({ label }: { label: string }) => label),
  ).toEqual(Array.from({ length: 2_000 }, (_, index) => `${index}`));
});

test('the click of a session is on the page before it, whenever that was', async () => {
  const { mock, ask } = open({ v1Release: '1.10' });
  const click = { type: 'CLICK' as const, label: 'Buy' };
  await mock.record({
    userId: 'ada',
    sessionId: 7,
    session: {
      eventDetails: { 1: { selector: 'a' }, 3: { selector: 'b' }, 4: { path: '/cart', url: 'https://a:8443/cart' } },
    },
    events: [
      { ...click, messageId: 1 },
      { type: 'LOCATION', path: '/shop', messageId: 2 },
      { ...click, messageId: 3 },
      { ...click, messageId: 4 },
    ],
  });
  const { data } = await ask('/sessions/7/events');
  expect(data.map(({ path }: { path: string | null }) => path)).toEqual([null, '/shop', '/shop', '/cart']);
  expect(data.at(-1).url).toBe('https://a:8443/cart');
});
