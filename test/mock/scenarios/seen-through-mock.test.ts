import { describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../../src/api/documented/events.ts';
import { sessionStartOf } from '../../../src/api/session-id.ts';
import { createMock, DOCUMENTED_USER_ID, type Mock } from '../../../src/index.ts';
import { askData } from '../../support/ask.ts';

const PAGE = { type: 'LOCATION', path: '/recorded/' } as const;

/** The documented user, a generated one and a stranger, with what they had before any scenario. */
async function open() {
  const mock = createMock({ users: 10 });
  const [, generated = ''] = await mock.users(2);
  return { mock, generated, before: await mock.events(generated) };
}

const sessionsOf = (events: readonly { readonly sessionId: number | string }[]) =>
  new Set(events.map(({ sessionId }) => sessionId));

async function expectAsBefore(mock: Mock, generated: string, before: unknown): Promise<void> {
  expect(await mock.events(DOCUMENTED_USER_ID)).toEqual(DOCUMENTED_EVENTS);
  expect(await mock.events(generated)).toEqual(before);
}

describe('while a scenario is on, every user is as it says, and as before once it is off:', () => {
  test('empty', async () => {
    const { mock, generated, before } = await open();
    const off = mock.use('empty');
    expect(await mock.events(DOCUMENTED_USER_ID)).toEqual([]);
    expect(await mock.events(generated)).toEqual([]);
    await mock.record({ userId: generated, events: [PAGE] });
    expect(await mock.events(generated)).toMatchObject([PAGE]);
    await mock.restore({ version: 1, recorded: [] });
    off();
    await expectAsBefore(mock, generated, before);
  });

  test('first-visit', async () => {
    const { mock, generated, before } = await open();
    const off = mock.use('first-visit');
    for (const userId of [DOCUMENTED_USER_ID, generated]) {
      const events = await mock.events(userId);
      expect(sessionsOf(events).size).toBe(1);
      expect(events[0]?.timestamp).toBeGreaterThan(mock.clock.now() - 3_600_000);
      expect(events.at(-1)?.timestamp).toBeLessThanOrEqual(mock.clock.now());
    }
    expect(await mock.events('nobody')).toEqual([]);
    off();
    await expectAsBefore(mock, generated, before);
  });

  test('huge-user, for one user', async () => {
    const { mock, generated, before } = await open();
    const off = mock.use('huge-user', { userId: DOCUMENTED_USER_ID });
    const events = await mock.events(DOCUMENTED_USER_ID);
    expect(events).toHaveLength(50_000);
    expect(sessionsOf(events).size).toBeGreaterThan(100);
    expect(await mock.events(generated)).toEqual(before);
    off();
    await expectAsBefore(mock, generated, before);
  });

  test('input-events, which may then be recorded too', async () => {
    const { mock, generated, before } = await open();
    const input = { userId: 'ada', events: [PAGE, { type: 'INPUT', label: 'Email' } as const] };
    await expect(mock.record(input)).rejects.toThrow('events[1].type');
    const off = mock.use('input-events');
    const all = await Promise.all((await mock.users(10)).map((userId) => mock.events(userId)));
    expect(all.flat().some(({ type }) => type === 'INPUT')).toBe(true);
    expect((await mock.events(generated)).filter(({ type }) => type !== 'INPUT')).toEqual(before);
    await mock.record(input);
    await mock.reset();
    off();
    await expectAsBefore(mock, generated, before);
  });

  test('clock-skew', async () => {
    const { mock, generated, before } = await open();
    const off = mock.use('clock-skew');
    const [event] = await mock.events(generated);
    expect(event?.sessionId).toBe(before[0]?.sessionId);
    expect(Math.abs((event?.timestamp ?? 0) - sessionStartOf(Number(event?.sessionId ?? 0)))).toBeGreaterThan(60_000);
    off();
    await expectAsBefore(mock, generated, before);
  });
});

test('a scenario that is given at the start is on again after a reset', async () => {
  const mock = createMock({ users: 0, scenarios: ['empty'] });
  expect(await askData(mock)).toEqual([]);
  mock.disable('empty');
  expect(await askData(mock)).toHaveLength(6);
  await mock.reset();
  expect(await askData(mock)).toEqual([]);
});

describe('a live mock', () => {
  const everything = async (mock: Mock) => Promise.all((await mock.users(40)).map((userId) => mock.events(userId)));

  test('moves on with its clock, the same in one step as in many', async () => {
    const one = createMock({ users: 40, live: true });
    const many = createMock({ users: 40, live: true });
    const before = (await everything(one)).flat().length;
    one.clock.advance('12h');
    for (let hour = 0; hour < 12; hour += 1) {
      many.clock.advance('1h');
      if (hour % 3 === 0) await everything(many);
    }
    const after = await everything(one);
    expect(after.flat().length).toBeGreaterThan(before);
    expect(await everything(many)).toEqual(after);
    for (const { timestamp } of after.flat()) expect(timestamp).toBeLessThanOrEqual(one.clock.now());
  });

  test('is back where it began after a reset', async () => {
    const mock = createMock({ users: 40, live: true });
    const before = await everything(mock);
    mock.clock.advance('1d');
    expect(await everything(mock)).not.toEqual(before);
    await mock.reset();
    expect(await everything(mock)).toEqual(before);
  });

  test('leaves the documented user alone, and other mocks stand still', async () => {
    const mock = createMock({ users: 40, live: true });
    mock.clock.advance('2d');
    expect(await mock.events(DOCUMENTED_USER_ID)).toEqual(DOCUMENTED_EVENTS);
    const still = createMock({ users: 40 });
    const before = await everything(still);
    still.clock.advance('2d');
    expect(await everything(still)).toEqual(before);
  });

  test('accepts records among live visits', async () => {
    const mock = createMock({ users: 5, live: true });
    const [, userId = ''] = await mock.users(2);
    mock.clock.advance('6h');
    await mock.record({ userId, events: [PAGE] });
    mock.clock.advance('2d');
    const events = await mock.events(userId);
    expect(events.filter((event) => event.type === 'LOCATION' && event.path === PAGE.path)).toHaveLength(1);
    expect(events).toEqual(await askData(mock, { userId: encodeURIComponent(userId) }));
  });
});
