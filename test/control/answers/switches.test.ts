import { describe, expect, it } from 'vitest';
import { createControl } from '../../../src/control/control.ts';
import { createMock } from '../../../src/index.ts';
import { ask } from '../../support/ask.ts';
import { askControl, createControlled } from '../ask-control.ts';

describe('/scenarios', () => {
  it('are listed, switched on for all users or for one, and off', async () => {
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

  it('does not run without real time, and is then not moved either', async () => {
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
