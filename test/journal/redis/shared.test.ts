import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createControl } from '../../../src/control/control.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import { createMock } from '../../../src/mock/mock.ts';
import { askControl } from '../../control/ask-control.ts';
import { ask, askData } from '../../support/ask.ts';
import { type FolderServer, join, joinMany, type Member, startInFolder, stateOf, visit } from './servers.ts';

let server: FolderServer;
let count = 0;
/** Of a state that only one test uses. */
let url: string;

beforeAll(async () => {
  server = await startInFolder();
});
afterAll(() => server?.stop());
beforeEach(() => {
  url = server.url(`kit${++count}`);
});

/** Three mocks with the same state. */
const joinThree = async () => (await joinMany(3, url)) as [Member, Member, Member];

const statusOf = async ({ mock }: Member) => (await ask(mock)).status;

describe('mocks with a state in Redis', () => {
  test('show what was recorded through one of them in all of them at once', async () => {
    const members = await joinThree();
    for (let round = 0; round < 5; round++) {
      await members[round % 3]?.mock.record(visit(`/${round}/`));
      for (const { mock } of members) expect(await askData(mock, { userId: 'ada' })).toHaveLength(round + 1);
    }
    const [one, ...others] = await Promise.all(members.map(stateOf));
    for (const other of others) expect(other).toEqual(one);
  });

  test('record at the same time without losing a visit or giving an ID twice', async () => {
    const members = await joinThree();
    const paths = Array.from({ length: 60 }, (_, index) => `/${index}/`);
    await Promise.all(paths.map((path, index) => members[index % 3]?.mock.record(visit(path))));
    for (const { mock } of members) {
      const events = await mock.events('ada');
      expect(events.map((event) => 'path' in event && event.path).sort()).toEqual([...paths].sort());
      expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(paths.length);
    }
  });

  test('count a fault once across all of them', async () => {
    const [one, two, three] = await joinThree();
    one.mock.faults.add({ status: 500, times: 3 });
    await one.mock[INTERNALS].settle();
    const statuses = await Promise.all([one, two, three, one, two, three, one, two].map(statusOf));
    expect(statuses.filter((status) => status === 500)).toHaveLength(3);
    await two.mock[INTERNALS].replica.refresh();
    expect(two.mock.faults.list()).toEqual([]);
  });

  test('all report how often a fault has hit, including one that joins and one that was never asked', async () => {
    const [one, two] = await joinThree();
    one.mock.faults.add({ status: 500, times: 3 });
    one.mock.faults.add({ status: 503, times: 1, userId: 'nobody' });
    await one.mock[INTERNALS].settle();
    for (let count = 0; count < 2; count++) expect(await statusOf(one)).toBe(500);
    const late = await join(url);
    for (const { mock } of [one, two, late]) {
      const { body } = await askControl(createControl(mock, { version: '1' }), 'GET /faults');
      expect(body).toMatchObject({ faults: [{ hits: 2 }, { hits: 0 }] });
    }
  });

  test('draw random faults like a single mock', async () => {
    const fault = { status: 503, rate: 0.4 };
    const alone = createMock({ users: 0 });
    alone.faults.add(fault);
    const expected: number[] = [];
    for (let count = 0; count < 30; count++) expected.push((await ask(alone)).status);

    const members = await joinThree();
    members[0].mock.faults.add(fault);
    await members[0].mock[INTERNALS].settle();
    const statuses: number[] = [];
    for (let count = 0; count < 30; count++) statuses.push(await statusOf(members[count % 3] as Member));
    expect(statuses).toEqual(expected);
  });

  test('have the same scenarios, clock and jobs, and are reset together', async () => {
    const [one, two, three] = await joinThree();
    one.mock.use('outage');
    await one.mock[INTERNALS].settle();
    expect(await Promise.all([one, two, three].map(statusOf))).toEqual([503, 503, 503]);
    two.mock.clock.advance('1d');
    await two.mock[INTERNALS].settle();
    expect(three.mock.clock.now()).toBe(three.mock.options.now + 86_400_000);
    await three.mock.reset();
    expect(await Promise.all([one, two, three].map(statusOf))).toEqual([200, 200, 200]);
    expect(one.mock.clock.now()).toBe(one.mock.options.now);
  });

  test('never give two jobs the same number', async () => {
    const members = await joinThree();
    const path = `/v1/${members[0].mock.options.projects[0]}/users/ada`;
    const replies = await Promise.all(members.map(({ mock }) => ask(mock, { method: 'DELETE', path })));
    const numbers = replies.map(({ text = '{}' }) => JSON.parse(text).data.jobId).sort();
    expect(numbers).toEqual([1, 2, 3]);
  });

  test('share one log of requests, which any of them shows and clears', async () => {
    const members = await joinThree();
    for (const [index, { mock }] of members.entries()) await ask(mock, { query: `start_date=${index}` });
    const controls = members.map(({ mock }) => createControl(mock, { version: '1' }));
    for (const control of controls) {
      const { body } = await askControl(control, 'GET /requests');
      const requests = (body as { requests: { id: number; query: string }[] }).requests;
      expect(requests.map(({ query }) => query).sort()).toEqual(['start_date=0', 'start_date=1', 'start_date=2']);
      expect(requests.map(({ id }) => id)).toEqual([1, 2, 3]);
    }
    const [first, second] = controls;
    if (!first || !second) throw new Error('No control.');
    await askControl(first, 'DELETE /requests');
    expect((await askControl(second, 'GET /requests')).body).toMatchObject({ requests: [] });
  });

  test('show those who watch one of them the requests and changes of the others', async () => {
    const [one, two] = await joinThree();
    const watched = createControl(one.mock, { version: '1' });
    const reply = await watched({
      method: 'GET',
      path: '/__kit/requests/stream',
      query: '',
      headers: { host: 'localhost' },
      hasBody: false,
      isLocal: true,
      readBody: async () => undefined,
    });
    const texts: string[] = [];
    const stop = reply.stream?.((text) => texts.push(text));
    await expect.poll(() => texts.length).toBe(1);
    await ask(two.mock, { query: 'start_date=7' });
    await expect.poll(() => texts.join('')).toMatch(/event: request\ndata: \{.*"query":"start_date=7"/);
    two.mock.use('slow', { userId: 'nobody' });
    await two.mock[INTERNALS].settle();
    expect(texts.join('')).toMatch(/event: state\ndata: \{"changed":"scenarios".*"scenarios":\["slow"\]/);
    stop?.();
  });

  test('report in their health how far they are', async () => {
    const members = await joinThree();
    await members[0].mock.record(visit('/'));
    const states = await Promise.all(
      members.map(async ({ mock }) => {
        const { body } = await askControl(createControl(mock, { version: '1' }), 'GET /health');
        return (body as { state: unknown }).state;
      }),
    );
    const { position } = members[0].mock[INTERNALS].replica;
    for (const state of states) expect(state).toEqual({ position, lag: 0, isCurrent: true });
  });

  test('join later, and find everything', async () => {
    const [one] = await joinThree();
    await one.mock.record([visit('/'), visit('/b/', 'eve')]);
    one.mock.use('outage', { userId: 'ada' });
    one.mock.faults.add({ status: 500, userId: 'eve' });
    one.mock.clock.advance(5_000);
    await one.mock[INTERNALS].settle();
    const [late] = await joinMany(1, url);
    expect(late && (await stateOf(late))).toEqual(await stateOf(one));
  });

  test('leave without blocking the others', async () => {
    const [one, two, three] = await joinThree();
    // whoever is among these is waited for until it would no longer answer
    const waitedFor = () => server.command(`ZCARD {kit${count}}:mocks`);
    expect(await waitedFor()).toBe(':3');
    await two.state.close();
    await three.state.close();
    expect(await waitedFor()).toBe(':1');
    await one.mock.record(visit('/'));
    expect(await askData(one.mock, { userId: 'ada' })).toHaveLength(1);
  });
});
