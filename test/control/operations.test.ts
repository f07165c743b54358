import { describe, expect, it } from 'vitest';
import { createControl } from '../../src/control/control.ts';
import { createMock, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { ask } from '../support/ask.ts';
import { MemoryJournal } from '../support/memory-journal.ts';
import { askControl, createControlled } from './ask-control.ts';

const VISIT = {
  userId: 'ada@example.org',
  events: [
    { type: 'LOCATION', path: '/' },
    { type: 'CLICK', label: 'Buy' },
  ],
};

describe('GET /health', () => {
  it('tells how the mock is set up and what is switched on', async () => {
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
  ])('with the keys %j says whether the published one is taken: %s', async (keys, developmentKey) => {
    const { control } = createControlled({ keys });
    expect(await askControl(control, 'GET /health')).toHaveProperty('body.developmentKey', developmentKey);
  });
});

describe('GET /health', () => {
  it.each([
    [{}, [['/api/app'], ['/v2/api/public', '/public']]],
    [{ basePath: '/mock' }, [['/mock'], ['/v2/api/public', '/public']]],
    [{ apis: ['v2'] }, [['/v2/api/public', '/public']]],
    [{ apis: ['v2'], basePath: '/mock' }, [['/mock']]],
  ] as const)('tells where the APIs are of a mock with %j', async (options, basePaths) => {
    const { control } = createControlled({ apis: ['documented', 'v2'], ...options });
    const { body } = await askControl(control, 'GET /health');
    expect(body).toMatchObject({ apis: basePaths.map((each) => ({ basePaths: each })) });
  });

  it('tells how current its state is, and what is wrong with where that is kept', async () => {
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
    ['/events', 'user: expected text, but it is missing.'],
  ])('refuse %s and say why', async (target, sentence) => {
    const { control } = createControlled();
    expect(await askControl(control, `GET ${target}`)).toMatchObject({ status: 400, body: { errors: [sentence] } });
  });
});

describe('POST /record', () => {
  it('records a visit that the API then shows', async () => {
    const { mock, control } = createControlled();
    const { status, body } = await askControl(control, 'POST /record', { json: VISIT });
    const data = await mock.events('ada@example.org');
    expect(data).toHaveLength(2);
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        recorded: 2,
        visits: [
          { projectKey: DOCUMENTED_PROJECT_KEY, userId: 'ada@example.org', sessionId: data[0]?.sessionId, events: 2 },
        ],
      },
    });
    expect(JSON.parse((await ask(mock, { userId: 'ada%40example.org' })).text ?? '')).toEqual({ data });
  });

  it('records visits of several users and sessions, and gives the events if asked to', async () => {
    const { mock, control } = createControlled({ projects: ['shop', 'blog'] });
    const visits = [VISIT, { ...VISIT, projectKey: 'blog', userId: 'bob' }, VISIT];
    const { body } = await askControl(control, 'POST /record?events=true', { json: visits });
    const ada = await mock.events('ada@example.org', 'shop');
    const bob = await mock.events('bob', 'blog');
    expect(Object(body)).toMatchObject({ recorded: 6 });
    const given: { userId: string; data: unknown[]; events: number }[] = Object(body).visits;
    expect(given.map(({ userId }) => userId).sort()).toEqual(['ada@example.org', 'ada@example.org', 'bob']);
    expect(given.every(({ data, events }) => data.length === events)).toBe(true);
    expect(given.filter(({ userId }) => userId === 'bob').flatMap(({ data }) => data)).toEqual(bob);
    expect(given.filter(({ userId }) => userId !== 'bob').flatMap(({ data }) => data)).toEqual(ada);
  });

  it('records nothing of a list with a broken visit, and names each fault with its place', async () => {
    const { mock, control } = createControlled();
    const broken = { userId: '', events: [{ type: 'CLICK' }] };
    const { status, body } = await askControl(control, 'POST /record', { json: [VISIT, broken] });
    expect(status).toBe(400);
    expect(Object(body).errors).toEqual([
      expect.stringMatching(/^\[1\]\.userId: .*, received ""\.$/),
      expect.stringMatching(/^\[1\]\.events\[0\]\.label: /),
    ]);
    expect(mock.snapshot().recorded).toEqual([]);
  });

  it('names at most 50 faults and counts the others', async () => {
    const { control } = createControlled();
    const { body } = await askControl(control, 'POST /record', { json: Array.from({ length: 60 }, () => 7) });
    expect(Object(body).errors).toHaveLength(51);
    expect(Object(body).errors.at(-1)).toBe('There are 10 more of these.');
  });

  it('counts no more than a thousand faults', async () => {
    const { control } = createControlled();
    const { body } = await askControl(control, 'POST /record', { json: Array.from({ length: 1_001 }, () => 7) });
    expect(Object(body).errors.at(-1)).toBe('There are at least 950 more of these.');
  });

  it('names of very many unknown fields those that fit into a sentence', async () => {
    const { control } = createControlled();
    const unknown = Array.from({ length: 5_000 }, (_, index) => [`field${index}`, 1]);
    const { body } = await askControl(control, 'POST /record', { json: { ...VISIT, ...Object.fromEntries(unknown) } });
    expect(Object(body).errors).toEqual([expect.stringMatching(/^input: there are no fields "field0", .*\.\.\.\.$/)]);
    expect(Object(body).errors[0].length).toBeLessThan(1_200);
  });
});

describe('POST /reset and the snapshot', () => {
  it('put back what was recorded, and everything else', async () => {
    const { mock, control } = createControlled();
    await askControl(control, 'POST /record', { json: VISIT });
    const { body: snapshot } = await askControl(control, 'GET /snapshot');
    expect(snapshot).toEqual(mock.snapshot());
    mock.use('outage');

    expect(await askControl(control, 'POST /reset')).toMatchObject({ status: 204, body: undefined });
    expect(mock.snapshot().recorded).toEqual([]);
    expect(mock.scenarios().filter(({ isOn }) => isOn)).toEqual([]);

    expect(await askControl(control, 'PUT /snapshot', { json: snapshot })).toMatchObject({ status: 204 });
    expect(mock.snapshot()).toEqual(snapshot);
  });

  it('take an empty object for a reset, and nothing else', async () => {
    const { control } = createControlled();
    expect(await askControl(control, 'POST /reset', { json: {} })).toMatchObject({ status: 204 });
    expect(await askControl(control, 'POST /reset', { json: { only: ['faults'] } })).toMatchObject({ status: 400 });
    expect(await askControl(control, 'POST /reset', { json: [] })).toMatchObject({ status: 400 });
  });

  it('take no body for an empty object where there is nothing to say', async () => {
    const { control } = createControlled();
    expect(await askControl(control, 'POST /reset')).toMatchObject({ status: 204 });
    expect(await askControl(control, 'PUT /scenarios/slow')).toMatchObject({ status: 200 });
    expect(await askControl(control, 'POST /faults')).toMatchObject({ status: 400 });
  });

  it('let a reset put the speed of the clock back', async () => {
    const { mock, control } = createControlled();
    await askControl(control, 'PATCH /clock', { json: { speed: 60, advance: '1h' } });
    await askControl(control, 'POST /reset', { json: {} });
    expect(await askControl(control, 'GET /clock')).toHaveProperty('body', { now: mock.options.now, speed: 0 });
    mock.clock.follow(() => 0, 2);
    await askControl(control, 'PATCH /clock', { json: { speed: 0 } });
    await askControl(control, 'POST /reset', { json: {} });
    expect(await askControl(control, 'GET /clock')).toHaveProperty('body', { now: mock.options.now, speed: 2 });
  });

  it('record no empty list', async () => {
    const { control } = createControlled();
    expect(await askControl(control, 'POST /record', { json: [] })).toMatchObject({
      status: 400,
      body: { errors: ['input: must be a visit, or a list of at least one, received an empty list.'] },
    });
  });

  it('name the path or the method before the content type, where these are at fault', async () => {
    const { control } = createControlled();
    const headers = { contentType: undefined };
    expect(await askControl(control, 'POST /nothing', { headers })).toMatchObject({ status: 404 });
    expect(await askControl(control, 'PUT /clock', { headers })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD, PATCH' },
    });
    expect(await askControl(control, 'PATCH /clock', { headers })).toMatchObject({ status: 415 });
  });
});

describe('/scenarios', () => {
  it('are listed, switched on for everybody or somebody, and off', async () => {
    const { mock, control } = createControlled();
    expect(await askControl(control, 'GET /scenarios')).toHaveProperty('body', { scenarios: mock.scenarios() });
    expect(await askControl(control, 'PUT /scenarios/outage')).toMatchObject({
      status: 200,
      body: { name: 'outage', isOn: true, target: {} },
    });
    expect(await ask(mock)).toHaveProperty('status', 503);
    expect(await askControl(control, 'PUT /scenarios/outage', { json: { userId: 'bob' } })).toMatchObject({
      body: { target: { userId: 'bob' } },
    });
    expect(await ask(mock)).toHaveProperty('status', 200);
    expect(await askControl(control, 'DELETE /scenarios/outage')).toMatchObject({ status: 204 });
    expect(await askControl(control, 'DELETE /scenarios/outage')).toMatchObject({ status: 404 });

    mock.use('slow');
    mock.use('flaky');
    expect(await askControl(control, 'DELETE /scenarios')).toMatchObject({ status: 204 });
    expect(mock.scenarios().filter(({ isOn }) => isOn)).toEqual([]);
  });
});

describe('/faults', () => {
  it('are set, listed and cleared', async () => {
    const { mock, control } = createControlled();
    const { status, body } = await askControl(control, 'POST /faults', { json: { status: 503, times: 5 } });
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 503, times: 5, hits: 0 } });
    expect(await ask(mock)).toHaveProperty('status', 503);
    expect(await askControl(control, 'GET /faults')).toMatchObject({
      body: { faults: [{ ...Object(body), hits: 1 }] },
    });
    expect(await askControl(control, `DELETE /faults/${Object(body).id}`)).toMatchObject({ status: 204 });
    expect(await ask(mock)).toHaveProperty('status', 200);

    mock.faults.add({ drop: true });
    expect(await askControl(control, 'DELETE /faults')).toMatchObject({ status: 204 });
    expect(mock.faults.list()).toEqual([]);
  });
});

describe('/clock', () => {
  it('is read, moved on, run and stopped', async () => {
    const mock = createMock({ users: 0, now: 1_000_000 });
    let realMs = 0;
    const control = createControl(mock, { version: '1', timeSource: () => realMs });
    expect(await askControl(control, 'GET /clock')).toHaveProperty('body', { now: 1_000_000, speed: 0 });
    expect(await askControl(control, 'PATCH /clock', { json: { advance: '1s' } })).toHaveProperty(
      'body.now',
      1_001_000,
    );
    expect(await askControl(control, 'PATCH /clock', { json: { advance: 500 } })).toHaveProperty('body.now', 1_001_500);
    expect(await askControl(control, 'PATCH /clock', { json: { speed: 60 } })).toHaveProperty('body.speed', 60);
    realMs += 100;
    expect(mock.clock.now()).toBe(1_007_500);
    expect(await askControl(control, 'PATCH /clock', { json: { advance: 0 } })).toHaveProperty('body.speed', 60);
    expect(await askControl(control, 'PATCH /clock', { json: { speed: 0 } })).toHaveProperty('body.speed', 0);
    realMs += 100;
    expect(mock.clock.now()).toBe(1_007_500);
  });

  it('does not run where there is no real time, and is then not moved either', async () => {
    const mock = createMock({ users: 0 });
    const control = createControl(mock, { version: '1' });
    const { status, body } = await askControl(control, 'PATCH /clock', { json: { advance: '1h', speed: 1 } });
    expect({ status, body }).toEqual({ status: 400, body: { errors: [expect.stringMatching(/^speed: must be 0 /)] } });
    expect(mock.clock.now()).toBe(mock.options.now);
    expect(await askControl(control, 'PATCH /clock', { json: { speed: 0 } })).toMatchObject({ status: 200 });
  });

  it.each([
    {},
    { advance: 'soon' },
    { advance: -1 },
    { advance: 8.64e15 + 1 },
    { advance: 1.5 },
    { speed: -1 },
    { speed: 1e308 },
    { spede: 1 },
    { speed: '1' },
  ])('is not changed by %j', async (json) => {
    const { mock, control } = createControlled();
    expect(await askControl(control, 'PATCH /clock', { json })).toMatchObject({ status: 400 });
    expect([mock.clock.now(), mock.clock.speed]).toEqual([mock.options.now, 0]);
  });
});

describe('/requests', () => {
  it('lists the requests that the API answered, page by page, until it is cleared', async () => {
    const { mock, control } = createControlled();
    for (let n = 0; n < 5; n++) await ask(mock, { query: `start_date=${n}` });
    const { body } = await askControl(control, 'GET /requests');
    expect(body).toEqual({ requests: mock.requests.list(), last: 5 });
    expect(await askControl(control, 'GET /requests?limit=2')).toMatchObject({
      body: { requests: [{ id: 4 }, { id: 5 }], last: 5 },
    });
    expect(await askControl(control, 'GET /requests?after=1&limit=2')).toMatchObject({
      body: { requests: [{ id: 2 }, { id: 3 }], last: 3 },
    });
    expect(await askControl(control, 'GET /requests?after=5')).toHaveProperty('body', { requests: [], last: 5 });

    expect(await askControl(control, 'DELETE /requests')).toMatchObject({ status: 204 });
    expect(await askControl(control, 'GET /requests')).toHaveProperty('body', { requests: [], last: 0 });
    await ask(mock);
    expect(await askControl(control, 'GET /requests?after=5')).toMatchObject({
      body: { requests: [{ id: 6 }], last: 6 },
    });
  });

  it('gives all to a reader who knows a higher ID, from before the server was started anew', async () => {
    const { mock, control } = createControlled();
    await ask(mock);
    expect(await askControl(control, 'GET /requests?after=700')).toMatchObject({
      body: { requests: [{ id: 1 }], last: 1 },
    });
  });

  it('do not hold those to the control API', async () => {
    const { mock, control } = createControlled();
    await askControl(control, 'GET /health');
    expect(mock.requests.list()).toEqual([]);
  });
});
