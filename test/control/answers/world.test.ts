import { describe, expect, it } from 'vitest';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../../src/index.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';
import { askControl, createControlled } from '../ask-control.ts';

const VISIT = {
  userId: 'ada@example.org',
  events: [
    { type: 'LOCATION', path: '/' },
    { type: 'CLICK', label: 'Buy' },
  ],
};

describe('GET /health', () => {
  it('shows how the mock is set up and what is switched on', async () => {
    const { mock, control } = createControlled({ seed: 'demo', projects: ['shop', 'blog'] });
    await mock.record({ userId: 'ada@example.org', events: [{ type: 'LOCATION', path: '/' }] });
    mock.use('slow');
    mock.faults.add({ status: 503 });
    expect(await askControl(control, 'GET /health')).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        version: '1.2.3',
        api: '/api/app',
        seed: 'demo',
        projects: ['shop', 'blog'],
        users: 0,
        now: mock.options.now,
        speed: 0,
        live: false,
        recordedEvents: 1,
        scenarios: ['slow'],
        faults: 1,
      },
    });
  });

  it.each([
    [['DevKeyOpenReplayKit1'], true],
    [['SecretKey12345', 'DevKeyOpenReplayKit1'], true],
    [['SecretKey12345'], false],
  ])('with the keys %j says whether the published one is accepted: %s', async (keys, developmentKey) => {
    const { control } = createControlled({ keys });
    expect(await askControl(control, 'GET /health')).toHaveProperty('body.developmentKey', developmentKey);
  });

  it.each([
    [{}, [['/api/app'], ['/v2/api/public', '/public']]],
    [{ basePath: '/mock' }, [['/mock'], ['/v2/api/public', '/public']]],
    [{ apis: ['v2'] }, [['/v2/api/public', '/public']]],
    [{ apis: ['v2'], basePath: '/mock' }, [['/mock']]],
  ] as const)('shows where the APIs of a mock are with %j', async (options, basePaths) => {
    const { control } = createControlled({ apis: ['documented', 'v2'], ...options });
    const { body } = await askControl(control, 'GET /health');
    expect(body).toMatchObject({ apis: basePaths.map((each) => ({ basePaths: each })) });
  });

  it('shows how current its state is, and what is wrong with its storage', async () => {
    const { mock, control } = createControlled();
    expect(await askControl(control, 'GET /health')).toHaveProperty('body.state', {
      position: 0,
      lag: 0,
      isCurrent: true,
    });
    await mock.attach(Object.assign(new MemoryJournal(), { isCurrent: false, problem: 'The disk is full.' }));
    expect(await askControl(control, 'GET /health')).toMatchObject({
      body: { state: { isCurrent: false, problem: 'The disk is full.' } },
    });
  });
});

describe('GET /projects, /users and /events', () => {
  it('list the projects, their users, and the events of a user', async () => {
    const { mock, control } = createControlled({ projects: [DOCUMENTED_PROJECT_KEY, 'blog'] });
    await mock.record({ projectKey: 'blog', userId: 'bob', events: [{ type: 'LOCATION', path: '/post/' }] });
    expect(await askControl(control, 'GET /projects')).toHaveProperty('body.projects', [
      DOCUMENTED_PROJECT_KEY,
      'blog',
    ]);
    expect(await askControl(control, 'GET /users')).toHaveProperty('body.users.0.userId', DOCUMENTED_USER_ID);
    expect(await askControl(control, 'GET /users?project=blog')).toHaveProperty('body', {
      total: 1,
      users: [{ userId: 'bob', kind: null, summary: null, recordedEvents: 1 }],
      suggested: 'bob',
      next: null,
    });
    expect(await askControl(control, 'GET /events?project=blog&user=bob')).toHaveProperty('body', {
      data: await mock.events('bob', 'blog'),
    });
    expect(await askControl(control, 'GET /events?user=nobody')).toMatchObject({ status: 200, body: { data: [] } });
  });

  it('page and search', async () => {
    const { control } = createControlled({ users: 60 });
    const { users } = Object((await askControl(control, 'GET /users?limit=200')).body);
    expect(users).toHaveLength(61);
    expect(await askControl(control, 'GET /users')).toMatchObject({ body: { total: 61, next: 50 } });
    expect(await askControl(control, 'GET /users?from=50')).toMatchObject({
      body: { users: users.slice(50), next: null },
    });
    expect(await askControl(control, 'GET /users?search=MICKAEL%40open')).toMatchObject({
      body: { total: 61, users: [{ userId: DOCUMENTED_USER_ID }] },
    });
    await askControl(control, 'POST /record', { json: VISIT });
    expect(await askControl(control, 'GET /users?recorded=true&limit=200')).toMatchObject({
      body: { users: [{ userId: VISIT.userId }], next: null },
    });
    expect((await askControl(control, 'GET /users?limit=200')).body).toMatchObject({ total: 62 });
  });

  it.each([
    ['/users?limit=abc', 'limit: must be a whole number from 1 to 200, received "abc".'],
    ['/users?limit=', 'limit: must be a whole number from 1 to 200, received "".'],
    ['/users?limit=0', 'limit: must be a whole number from 1 to 200, received "0".'],
    ['/users?limit=201', 'limit: must be a whole number from 1 to 200, received "201".'],
    ['/users?from=-1', 'from: must be a whole number from 0 to 999999999999999, received "-1".'],
    [
      '/users?from=9007199254740992',
      'from: must be a whole number from 0 to 999999999999999, received "9007199254740992".',
    ],
    ['/users?limit=1&limit=2', 'limit must be given once, received 2 times.'],
    ['/users?limt=1', 'input: there is no field "limt".'],
    ['/events', 'user: expected text, received nothing.'],
  ])('refuse %s and say why', async (target, sentence) => {
    const { control } = createControlled();
    expect(await askControl(control, `GET ${target}`)).toMatchObject({ status: 400, body: { errors: [sentence] } });
  });
});
