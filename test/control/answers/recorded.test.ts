import { describe, expect, it } from 'vitest';
import { DOCUMENTED_PROJECT_KEY } from '../../../src/index.ts';
import { ask } from '../../support/ask.ts';
import { askControl, createControlled } from '../ask-control.ts';

const VISIT = {
  userId: 'ada@example.org',
  events: [
    { type: 'LOCATION', path: '/' },
    { type: 'CLICK', label: 'Buy' },
  ],
};

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

  it('names as many unknown fields as fit into a sentence', async () => {
    const { control } = createControlled();
    const unknown = Array.from({ length: 5_000 }, (_, index) => [`field${index}`, 1]);
    const { body } = await askControl(control, 'POST /record', { json: { ...VISIT, ...Object.fromEntries(unknown) } });
    expect(Object(body).errors).toEqual([expect.stringMatching(/^input: there is no field "field0", .*\.\.\.$/)]);
    expect(Object(body).errors[0].length).toBeLessThan(1_200);
  });
});

describe('POST /reset and the snapshot', () => {
  it('restore what was recorded, and everything else', async () => {
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

  it('accept an empty object for a reset, and nothing else', async () => {
    const { control } = createControlled();
    expect(await askControl(control, 'POST /reset', { json: {} })).toMatchObject({ status: 204 });
    expect(await askControl(control, 'POST /reset', { json: { only: ['faults'] } })).toMatchObject({ status: 400 });
    expect(await askControl(control, 'POST /reset', { json: [] })).toMatchObject({ status: 400 });
  });

  it('accept a missing body where an empty object would do', async () => {
    const { control } = createControlled();
    expect(await askControl(control, 'POST /reset')).toMatchObject({ status: 204 });
    expect(await askControl(control, 'PUT /scenarios/slow')).toMatchObject({ status: 200 });
    expect(await askControl(control, 'POST /faults')).toMatchObject({ status: 400 });
  });

  it('restore the speed of the clock on a reset', async () => {
    const { mock, control } = createControlled();
    await askControl(control, 'PATCH /clock', { json: { speed: 60, advance: '1h' } });
    await askControl(control, 'POST /reset', { json: {} });
    expect(await askControl(control, 'GET /clock')).toHaveProperty('body', { now: mock.options.now, speed: 0 });
    mock.clock.follow(() => 0, 2);
    await askControl(control, 'PATCH /clock', { json: { speed: 0 } });
    await askControl(control, 'POST /reset', { json: {} });
    expect(await askControl(control, 'GET /clock')).toHaveProperty('body', { now: mock.options.now, speed: 2 });
  });

  it('refuse to record an empty list', async () => {
    const { control } = createControlled();
    expect(await askControl(control, 'POST /record', { json: [] })).toMatchObject({
      status: 400,
      body: { errors: ['input: must be a visit, or a list of at least one, received an empty list.'] },
    });
  });

  it('report a wrong path or method before a wrong content type', async () => {
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
