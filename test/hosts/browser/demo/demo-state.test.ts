import { expect, it } from 'vitest';
import { bringBack, parseState, takeState } from '../../../../src/hosts/browser/demo/demo-state.ts';
import { createMock, DEVELOPMENT_KEY, type Mock } from '../../../../src/index.ts';
import { sessionsPath } from '../../../support/ask.ts';

const ADA = 'ada@example.org';
const HOUR_MS = 3_600_000;

/** Takes the state of a mock at a real time, through JSON, and brings a new mock to it at a later one. */
async function sleep(mock: Mock, { from = 0, to = from }: { from?: number; to?: number } = {}): Promise<Mock> {
  const state = parseState(JSON.parse(JSON.stringify(takeState(mock, from))));
  const next = createMock({ live: true });
  next.clock.follow(() => to, 1);
  if (state) await bringBack(next, state, () => to);
  return next;
}

it('a mock resumes where it was: recorded visits, scenarios, faults and the log of requests', async () => {
  const mock = createMock({ live: true });
  await mock.user(ADA).session((visit) => visit.page('/pricing/').click('Buy'));
  mock.use('slow', { userId: ADA });
  mock.faults.add({ status: 503, times: 3 });
  mock.faults.add({ latency: 5 });
  await mock.handle({ method: 'GET', path: `/api/app${sessionsPath()}`, query: '', authorization: DEVELOPMENT_KEY });
  const next = await sleep(mock);
  expect(next.snapshot()).toEqual(mock.snapshot());
  expect(next.scenarios()).toEqual(mock.scenarios());
  expect(next.requests.list()).toEqual(mock.requests.list());
  // one of three times is used up
  expect(next.faults.list()).toMatchObject([{ status: 503, times: 2 }, { latency: 5 }]);
});

it('its clock goes on as if it had never stopped, or stays where it stood', async () => {
  const mock = createMock({ live: true });
  mock.clock.advance('1d');
  expect((await sleep(mock, { from: 0, to: HOUR_MS })).clock).toMatchObject({ speed: 0 });
  expect((await sleep(mock, { from: 0, to: HOUR_MS })).clock.now()).toBe(mock.clock.now());
  mock.clock.follow(() => 0, 60);
  const next = await sleep(mock, { from: 0, to: HOUR_MS });
  expect([next.clock.speed, next.clock.now() - mock.clock.now()]).toEqual([60, 60 * HOUR_MS]);
});

it('an unusable state is ignored', async () => {
  const state = takeState(createMock(), 0);
  expect(parseState(state)).toEqual(state);
  for (const broken of [undefined, null, 'text', { ...state, version: 2 }, { ...state, faults: [{}] }]) {
    expect(parseState(broken)).toBeUndefined();
  }
});

it('a state that contradicts itself leaves the mock as it was created', async () => {
  const mock = createMock();
  const [event] = await mock.user(ADA).session((visit) => visit.page('/'));
  const state = takeState(mock, 0);
  const events = event ? [event, event] : [];
  const snapshot = { version: 1 as const, recorded: [{ projectKey: '3sWXSsqHgSKnE87YkNJK', userId: ADA, events }] };
  const next = createMock();
  await bringBack(next, { ...state, snapshot, faults: [{ status: 500 }] }, () => 0);
  expect([next.snapshot().recorded, next.faults.list()]).toEqual([[], []]);
});
