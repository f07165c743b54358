import { describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import { MAX_EPOCH_MS } from '../../src/api/scalars.ts';
import { sessionEventSchema } from '../../src/api/session-event.ts';
import { sessionIdAt } from '../../src/api/session-id.ts';
import type { RecordInput } from '../../src/kit/record.ts';
import { RecordError } from '../../src/shared/errors.ts';
import {
  click,
  createStore,
  eventsOf,
  MICKAEL,
  NOW,
  names,
  OTHER_PROJECT,
  PLAIN,
  PROJECT,
  page,
  record,
} from '../support/stores.ts';

const ada = 'ada@example.org';
const documentedSession = DOCUMENTED_EVENTS[0]?.sessionId ?? 0;

/** Records and gives the places at fault. */
async function refusalsOf(input: unknown, store = createStore()): Promise<string[]> {
  // wrong on purpose
  const error = await record(store, input as RecordInput).catch((reason: unknown) => reason);
  if (!(error instanceof RecordError)) throw new Error(`Expected a RecordError, received ${JSON.stringify(error)}`);
  for (const { path, message } of error.issues) expect(error.message).toContain(`${path}: ${message}`);
  return error.issues.map(({ path }) => path);
}

describe('a recorded visit', () => {
  test('is filled in: project, session, messages, times and the fields of a page', async () => {
    const [first, second, third] = await record(createStore(), {
      userId: ada,
      events: [page('/shop/?sort=price'), click('Beanie'), page('/product/beanie/')],
    });
    const start = NOW - 2 * 2893;
    const sessionId = sessionIdAt(start, 0);
    expect(first).toEqual({
      ...DOCUMENTED_EVENTS[0],
      ...PLAIN.pageLoad([]),
      sessionId,
      messageId: 2 ** 32 + 183,
      timestamp: start,
      path: '/shop/?sort=price',
      basePath: '/shop/',
      referrer: '',
      baseReferrer: '',
      value: '/shop/?sort=price',
      url: '/shop/?sort=price',
    });
    expect(second).toEqual({
      sessionId,
      messageId: 2 ** 32 + 196,
      timestamp: start + 2893,
      label: 'Beanie',
      type: 'CLICK',
    });
    expect(third).toMatchObject({
      messageId: 2 * 2 ** 32 + 183,
      timestamp: NOW,
      referrer: 'https://testsite.openreplay.com/shop/?sort=price',
      baseReferrer: 'https://testsite.openreplay.com/shop/',
      loadTime: 1705,
    });
  });

  test('gives events in wire order that the schema accepts', async () => {
    const events = await record(createStore(), { userId: ada, events: [click('Menu'), page('/')] });
    for (const event of events) {
      const option = sessionEventSchema.options.find(({ shape }) => shape.type.value === event.type);
      expect(Object.keys(event)).toEqual(Object.keys(option?.shape ?? {}));
      expect(sessionEventSchema.parse(event)).toEqual(event);
    }
  });

  test('keeps what is given', async () => {
    const given = {
      messageId: 7,
      timestamp: 1_700_000_000_000,
      host: 'shop.example.org',
      referrer: null,
      loadTime: 900,
    };
    const [event] = await record(createStore(), { userId: ada, sessionId: 5, events: [page('/', given)] });
    expect(event).toMatchObject({ ...given, sessionId: 5, baseReferrer: null, domContentLoadedTime: null });
  });

  test('starts a session at `start`, at its first event, or so that it has just ended', async () => {
    const store = createStore();
    const startOf = async (visit: Partial<RecordInput>, more = {}) =>
      (await record(store, { userId: ada, events: [page('/', more)], ...visit }))[0]?.timestamp;
    expect(await startOf({ start: 1_700_000_000_000 })).toBe(1_700_000_000_000);
    expect(await startOf({}, { timestamp: 1_700_000_900_000 })).toBe(1_700_000_900_000);
    expect(await startOf({})).toBe(NOW);
    expect(await startOf({})).toBe(NOW);
  });

  test('ends at the time of the clock, in the session of its start, however long it is', async () => {
    const store = createStore();
    for (const length of [1, 2, 40]) {
      const events = await record(store, { userId: ada, events: Array.from({ length }, () => page('/')) });
      const times = events.map(({ timestamp }) => timestamp);
      expect(times.at(-1)).toBe(NOW);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(1);
      expect(events[0]?.sessionId).toBeLessThanOrEqual(sessionIdAt(times[0] ?? 0, 0) + 3);
      expect(events[0]?.sessionId).toBeGreaterThan(sessionIdAt((times[0] ?? 0) - 1, 0));
    }
  });

  test('continues where the given session stopped', async () => {
    const [event] = await record(createStore(), {
      userId: MICKAEL,
      sessionId: documentedSession,
      events: [click('Buy')],
    });
    expect(event).toMatchObject({ messageId: 25769806952 + 13, timestamp: 1623440919928 + 2893 });
  });

  test('gives a later session a higher ID, also in the same millisecond', async () => {
    const store = createStore();
    const visits = Array.from({ length: 3 }, () => record(store, { userId: ada, start: NOW, events: [page('/')] }));
    const ids = (await Promise.all(visits)).map(([event]) => event?.sessionId ?? 0);
    expect(ids).toEqual([ids[0], Number(ids[0]) + 1, Number(ids[0]) + 2]);
  });
});

test('a session that begins between two others gets an ID between theirs', async () => {
  const store = createStore();
  const idAt = async (start: number) =>
    (await record(store, { userId: ada, start, events: [page('/')] }))[0]?.sessionId;
  const late = (await idAt(NOW)) ?? 0;
  // an ID may hold a time somewhat before the first event, as that of a page that took long to load does
  await record(store, { userId: ada, sessionId: Number(late) - 4096 * 3000, start: NOW - 1, events: [page('/')] });
  const between = (await idAt(NOW - 2)) ?? 0;
  expect(between).toBeLessThan(Number(late) - 4096 * 3000);
});

test('events with explicit messages and times, as from a server, may precede earlier messages: they are listed by time', async () => {
  const store = createStore();
  const visit = { userId: ada, sessionId: 7 };
  const shop = page('/shop', { messageId: 1, timestamp: 2000 });
  await record(store, { ...visit, events: [shop, click('Go', { messageId: 3, timestamp: 1998 })] });
  await record(store, { ...visit, events: [click('First', { messageId: 4, timestamp: 1999 })] });
  expect((await eventsOf(store, PROJECT, ada)).map(({ messageId }) => messageId)).toEqual([3, 4, 1]);
  const [next] = await record(store, { ...visit, events: [click('Next')] });
  expect(next?.messageId).toBeGreaterThan(4);
  expect(next?.timestamp).toBeGreaterThan(2000);
  const copy = createStore();
  await copy.restore(store.snapshot());
  expect(await eventsOf(copy, PROJECT, ada)).toEqual(await eventsOf(store, PROJECT, ada));
});

describe('a visit is refused', () => {
  test.each<[string, object, string[]]>([
    ['without a user', { userId: undefined }, ['userId']],
    ['with an empty user ID', { userId: '' }, ['userId']],
    ['without events', { events: [] }, ['events']],
    ['with an unknown field', { user: 'ada' }, ['input']],
    ['in an unknown project', { projectKey: 'nowhere' }, ['projectKey']],
    ['with a start that is no time', { start: -1 }, ['start']],
    ['with an event of no known type', { events: [page('/'), { type: 'SCROLL' }] }, ['events[1].type']],
    ['with a page without a path', { events: [{ type: 'LOCATION' }] }, ['events[0].path']],
    ['with a click without a label', { events: [page('/'), { type: 'CLICK' }] }, ['events[1].label']],
    ['with a field of another type of event', { events: [{ ...click('Go'), path: '/' }] }, ['events[0]']],
    ['with a timestamp as text', { events: [page('/', { timestamp: '1' } as object)] }, ['events[0].timestamp']],
    ['with two faults', { events: [page('no-slash'), { type: 'CLICK' }] }, ['events[0].path', 'events[1].label']],
    [
      'with a messageId twice',
      { events: [page('/', { messageId: 1 }), click('Go', { messageId: 1 })] },
      ['events[1].messageId'],
    ],
    [
      'with time that goes back',
      { events: [page('/', { timestamp: 2000 }), click('Go', { timestamp: 1999 })] },
      ['events[1].timestamp'],
    ],
    [
      'with times that lead beyond the last',
      { start: MAX_EPOCH_MS, events: [page('/'), page('/b')] },
      ['events[1].timestamp'],
    ],
    [
      'with messageIds that lead beyond the last',
      { events: [page('/', { messageId: Number.MAX_SAFE_INTEGER }), click('Go')] },
      ['events[1].messageId'],
    ],
    [
      'with INPUT events while they are off',
      { events: [page('/'), { type: 'INPUT', label: 'Email' }] },
      ['events[1].type'],
    ],
  ])('%s', async (_, change, places) => {
    expect(await refusalsOf({ userId: ada, events: [page('/')], ...change })).toEqual(places);
  });

  test.each([[null], [undefined], ['visit'], [[]]])('when it is %j', async (input) => {
    expect(await refusalsOf(input)).toEqual(['input']);
  });

  test('when it contradicts what is stored', async () => {
    const visit = { userId: MICKAEL, sessionId: documentedSession };
    expect(
      await refusalsOf({ ...visit, events: [click('Go', { messageId: 17179871001, timestamp: 1623440915126 })] }),
    ).toEqual(['events[0].messageId']);
    expect(await refusalsOf({ ...visit, events: [click('Go', { messageId: 1 })] })).toEqual(['events[0].timestamp']);
    expect(await refusalsOf({ ...visit, events: [click('Go', { timestamp: 1 })] })).toEqual(['events[0].timestamp']);
  });

  test('as a whole, when one of its events is wrong', async () => {
    const store = createStore();
    await refusalsOf({ userId: MICKAEL, events: [page('/'), page('no-slash')] }, store);
    await refusalsOf({ userId: MICKAEL, events: [page('/', { messageId: 1 }), click('Go', { messageId: 1 })] }, store);
    expect(await eventsOf(store, PROJECT, MICKAEL)).toEqual(DOCUMENTED_EVENTS);
    expect(store.snapshot().recorded).toEqual([]);
  });

  test('with a message that says once what was expected and received', async () => {
    await expect(
      record(createStore(), { userId: 'ada', events: [click('Go', { timestamp: 'x' } as object)] }),
    ).rejects.toThrow('Failed to record: events[0].timestamp: expected a number, received "x". Nothing was stored.');
  });
});

test.each([
  [false, '"LOCATION" or "CLICK"'],
  [true, '"LOCATION", "CLICK" or "INPUT"'],
])('with INPUT events allowed (%s), an unknown type is refused in favour of %s', async (inputEvents, types) => {
  const store = createStore({ inputEvents: () => inputEvents });
  // Cast: the type is what is wrong
  const visit = { userId: ada, events: [{ type: 'SCROLL' }] } as unknown as RecordInput;
  await expect(record(store, visit)).rejects.toThrow(`expected ${types}, received "SCROLL"`);
});

test('INPUT events are recorded once they are on', async () => {
  const events = await record(createStore({ inputEvents: () => true }), {
    userId: ada,
    events: [page('/'), { type: 'INPUT', label: 'Email' }],
  });
  expect(events[1]).toMatchObject({ type: 'INPUT', label: 'Email', value: null });
});

test('visits recorded at once are all kept, one after another', async () => {
  const store = createStore();
  const paths = Array.from({ length: 20 }, (_, index) => `/${index}`);
  await Promise.all(paths.map((path) => record(store, { userId: ada, events: [page(path), click(path)] })));
  const events = await eventsOf(store, PROJECT, ada);
  expect(names(events)).toEqual(paths.flatMap((path) => [path, path]));
  expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(20);
});

test('what is recorded for one user of one project is visible to no other', async () => {
  const store = createStore();
  await record(store, { projectKey: OTHER_PROJECT, userId: ada, events: [page('/other')] });
  expect(names(await eventsOf(store, OTHER_PROJECT, ada))).toEqual(['/other']);
  expect(await eventsOf(store, PROJECT, ada)).toEqual([]);
  expect(await eventsOf(store, OTHER_PROJECT, 'Ada@example.org')).toEqual([]);
});

test('changing the input or the result of record changes nothing stored', async () => {
  const store = createStore();
  const visit = { userId: ada, events: [page('/')] };
  const [stored] = await record(store, visit);
  Object.assign(visit.events[0] ?? {}, { path: '/changed' });
  Object.assign(stored ?? {}, { path: '/changed' });
  expect(names(await eventsOf(store, PROJECT, ada))).toEqual(['/']);
});

test('of very many wrong visits, those after the thousandth fault are not checked', async () => {
  const wrong = Array.from({ length: 5_000 }, () => ({ userId: '' }));
  // wrong on purpose
  const error = await createStore()
    .record(wrong as unknown as RecordInput[])
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RecordError);
  // each has two faults
  expect(error).toHaveProperty('issues.length', 1_000);
});
