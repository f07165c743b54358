import { afterEach, describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import {
  createMock,
  DEFAULT_NOW,
  DEVELOPMENT_KEY,
  DOCUMENTED_PROJECT_KEY,
  DOCUMENTED_USER_ID,
  MockError,
  type MockOptions,
  OptionError,
} from '../../src/index.ts';
import { ask, askData, sessionsPath } from '../support/ask.ts';
import { type Host, hosts } from '../support/hosts.ts';

describe('createMock', () => {
  test('without options has the documented project and the development key', () => {
    expect(createMock().options).toEqual({
      apis: ['documented', 'v1', 'v2'],
      v1Release: 'last',
      stored: {},
      documentedUser: true,
      live: false,
      locale: 'en',
      scenarios: [],
      faults: [],
      seed: 1,
      now: DEFAULT_NOW,
      users: 25,
      projects: [DOCUMENTED_PROJECT_KEY],
      keys: [DEVELOPMENT_KEY],
      inputEvents: false,
      window: 'event',
      basePath: '/api/app',
    });
  });

  test.each<[string, object, RegExp]>([
    ['a fraction of a user', { users: 1.5 }, /option users: .*, received 1\.5\.$/],
    ['fewer than no users', { users: -1 }, /option users: .*, received -1\.$/],
    ['no project', { projects: [] }, /option projects: .*, received \[\]\.$/],
    ['a project key with a slash', { projects: ['a/b'] }, /option projects: .*, received \["a\/b"\]\.$/],
    ['a window of another kind', { window: 'day' }, /option window: expected "event" or "session", received "day"\.$/],
    ['a base path that ends with a slash', { basePath: '/api/' }, /option basePath: must .*, received "\/api\/"\.$/],
    ['a time before 1970', { now: -1 }, /option now: .*, received -1\.$/],
    ['a time beyond the last date', { now: 9e15 }, /option now: .*, received 9000000000000000\.$/],
    ['more users than can be told apart', { users: 1e9 }, /option users: .*, received 1000000000\.$/],
    ['an empty key', { keys: [''] }, /option keys: .*, received a key that is not shown\.$/],
    ['no seed', { seed: '' }, /option seed: .*, received ""\.$/],
    ['a seed that JSON cannot write', { seed: 1n }, /option seed: .*, received 1\.$/],
    ['an option that does not exist', { port: 1 }, /options: there is no field "port"\.$/],
  ])('refuses %s', (_, options, message) => {
    // wrong on purpose
    const create = () => createMock(options as MockOptions);
    expect(create).toThrow(OptionError);
    expect(create).toThrow(MockError);
    expect(create).toThrow(message);
  });

  test('refuses a key with a space without showing it', () => {
    expect(() => createMock({ keys: ['top secret'] })).toThrow(
      /option keys: must be printable ASCII without spaces, received a key that is not shown\.$/,
    );
  });

  test('makes mocks that know nothing of each other', async () => {
    const [one, other] = [createMock({ users: 0 }), createMock({ users: 0 })];
    await one.record({ userId: 'eve', events: [{ type: 'CLICK', label: 'Go' }] });
    expect(await other.events('eve')).toEqual([]);
  });
});

describe('users', () => {
  test('are the documented one, then generated ones', async () => {
    const users = await createMock({ users: 3 }).users();
    expect(users).toHaveLength(4);
    expect(users[0]).toBe(DOCUMENTED_USER_ID);
    expect(new Set(users).size).toBe(4);
  });

  test('are no more than asked for', async () => {
    const mock = createMock({ users: 1_000_000 });
    expect(await Promise.all([0, 1, 5].map(async (limit) => (await mock.users(limit)).length))).toEqual([0, 1, 5]);
  });

  test('of an unknown project are an empty list', async () => {
    expect(await createMock().users(5, 'nowhere')).toEqual([]);
  });

  test('all have events, which the reply contains', async () => {
    const mock = createMock({ users: 10 });
    for (const userId of await mock.users(20)) {
      const events = await mock.events(userId);
      expect(events.length).toBeGreaterThan(0);
      expect(await askData(mock, { userId: encodeURIComponent(userId) })).toEqual(events);
    }
  });
});

describe('events', () => {
  test('are a copy', async () => {
    const mock = createMock({ users: 0 });
    (await mock.events(DOCUMENTED_USER_ID)).length = 0;
    expect(await mock.events(DOCUMENTED_USER_ID)).toEqual(DOCUMENTED_EVENTS);
  });

  test('of an unknown project are an empty list, whoever the user is', async () => {
    const mock = createMock({ projects: ['other'] });
    const [generated = ''] = await mock.users(1);
    expect(await mock.events(generated, 'nowhere')).toEqual([]);
    await mock.record({ userId: 'a/b', events: [{ type: 'CLICK', label: 'Go' }] });
    expect(await mock.events('b', 'other/a')).toEqual([]);
  });
});

test('what is recorded overrides what is generated', async () => {
  const mock = createMock({ users: 1 });
  const userId = (await mock.users(2))[1] ?? '';
  const generated = await mock.events(userId);
  const recorded = await mock.record({ userId, events: [{ type: 'LOCATION', path: '/now/' }] });
  expect(await mock.events(userId)).toEqual([...generated, ...recorded]);
  await mock.reset();
  expect(await mock.events(userId)).toEqual(generated);
});

test('record goes to the first project unless told otherwise', async () => {
  const mock = createMock({ users: 0, projects: ['first', 'second'] });
  await mock.record({ userId: 'eve', events: [{ type: 'CLICK', label: 'Go' }] });
  await mock.record({ projectKey: 'second', userId: 'eve', events: [{ type: 'CLICK', label: 'Stop' }] });
  expect(await askData(mock, { projectKey: 'first', userId: 'eve' })).toMatchObject([{ label: 'Go' }]);
  expect(await askData(mock, { projectKey: 'second', userId: 'eve' })).toMatchObject([{ label: 'Stop' }]);
});

test('the same options give the same bytes, and a snapshot also what was recorded', async () => {
  const [one, other] = [createMock({ seed: 'x', inputEvents: true }), createMock({ seed: 'x', inputEvents: true })];
  const userId = (await one.users(2))[1] ?? '';
  await one.record({ userId, events: [{ type: 'INPUT', label: 'Email' }] });
  await other.restore(JSON.parse(JSON.stringify(one.snapshot())));
  const what = { userId: encodeURIComponent(userId) };
  expect(await ask(other, what)).toEqual(await ask(one, what));
});

describe('one mock behind every host at once', () => {
  const open: Host[] = [];
  afterEach(() => Promise.all(open.splice(0).map((host) => host.close())));

  test('shows the same state through each', async () => {
    const mock = createMock();
    for (const [, openHost] of hosts) open.push(await openHost(mock));
    const texts = () =>
      Promise.all(
        open.map(async ({ fetch, baseUrl }) => {
          const headers = { authorization: DEVELOPMENT_KEY };
          return (await fetch(baseUrl + sessionsPath(undefined, 'eve'), { headers })).text();
        }),
      );
    expect(new Set(await texts())).toEqual(new Set(['{"data":[]}']));
    const events = await mock.record({ userId: 'eve', events: [{ type: 'CLICK', label: 'Go' }] });
    expect(new Set(await texts())).toEqual(new Set([JSON.stringify({ data: events })]));
    await mock.reset();
    expect(new Set(await texts())).toEqual(new Set(['{"data":[]}']));
  });
});

test('now may be a date', () => {
  const now = Date.UTC(2026, 5, 15);
  expect(createMock({ now: new Date(now) }).options.now).toBe(now);
  expect(() => createMock({ now: new Date(Number.NaN) })).toThrow('option now');
});
