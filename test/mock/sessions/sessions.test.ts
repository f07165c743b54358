import { describe, expect, test } from 'vitest';
import { createFactMaker } from '../../../src/data/session-facts.ts';
import { createMock, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../../src/index.ts';
import { completeFacts, SILENCE_MS } from '../../../src/mock/sessions/complete-facts.ts';

const LONG_ID = '2416408176556518452';
const makeUp = createFactMaker(1, 'en');
const owner = { projectKey: DOCUMENTED_PROJECT_KEY, userId: 'ada@example.org' };
const entry = { id: 1, from: 0, start: 1_000_000, end: 1_060_000, events: 3, pages: 2 };

describe('the facts of a session', () => {
  test('are the same each time, and the same device for one user', () => {
    const first = makeUp(owner, '1');
    expect(createFactMaker(1, 'en')(owner, '1')).toEqual(first);
    const { userUuid, userOs, userBrowser, userCountry } = makeUp(owner, '2');
    expect(first).toMatchObject({ userUuid, userOs, userBrowser, userCountry });
    expect(makeUp({ ...owner, userId: 'eve' }, '1').userUuid).not.toBe(first.userUuid);
  });

  test('follow from its events when they are not given', () => {
    const facts = completeFacts({ owner, id: 1, entry, given: {}, makeUp, now: entry.end + SILENCE_MS });
    expect(facts.startTs).toBeLessThan(entry.start);
    expect(facts.startTs + (facts.duration ?? 0)).toBeGreaterThanOrEqual(entry.end);
    expect(facts).toMatchObject({ eventsCount: 3, pagesCount: 2, platform: 'web' });
  });

  test('have no duration until the session has been silent for a while', () => {
    const at = (now: number) => completeFacts({ owner, id: 1, entry, given: {}, makeUp, now }).duration;
    expect(at(entry.end + SILENCE_MS - 1)).toBeNull();
    expect(at(entry.end + SILENCE_MS)).toBeGreaterThan(0);
  });

  test('are as given when they are given, even if that is nothing', () => {
    const given = { userBrowser: null, duration: null, startTs: 5, eventsCount: 0, pagesCount: 0, userCountry: 'UN' };
    const facts = completeFacts({ owner, id: 1, entry, given, makeUp, now: 10 ** 12 });
    expect(facts).toMatchObject(given);
  });

  test('are the documented ones for the documented session', () => {
    const documented = { projectKey: DOCUMENTED_PROJECT_KEY, userId: DOCUMENTED_USER_ID };
    const [start, end] = [1_623_440_905_732, 1_623_440_919_928];
    const own = { id: 4_813_023_023_591_169, from: 0, start, end, events: 6, pages: 5 };
    const facts = completeFacts({ owner: documented, id: own.id, entry: own, given: {}, makeUp, now: 10 ** 13 });
    expect(facts).toMatchObject({ startTs: 1_623_440_902_620, duration: 18_226, eventsCount: 6, pagesCount: 5 });
  });
});

describe('a recorded session', () => {
  const visit = {
    userId: 'ada@example.org',
    sessionId: LONG_ID,
    session: { userOs: 'iOS', userBrowser: null, duration: null, startTs: 1_690_000_000_000 },
    events: [],
  };

  test('may have no events, and an ID beyond 2^53', async () => {
    const mock = createMock();
    await mock.record(visit);
    expect(await mock.events('ada@example.org')).toEqual([]);
    expect(mock.recordedSession(LONG_ID)?.sessions).toEqual([{ sessionId: LONG_ID, facts: visit.session }]);
    expect(mock.recordedUsers()).toEqual(['ada@example.org']);
  });

  test('is kept by snapshots, which are read without facts too', async () => {
    const mock = createMock();
    const labelled = { type: 'CLICK' as const, label: '', timestamp: 1_690_000_001_000 };
    await mock.record([visit, { ...visit, session: {}, events: [labelled] }]);
    const saved = JSON.parse(JSON.stringify(mock.snapshot()));
    const other = createMock();
    await other.restore(saved);
    expect(other.snapshot()).toEqual(mock.snapshot());
    expect(await other.events('ada@example.org')).toMatchObject([{ sessionId: LONG_ID, label: '' }]);
    for (const row of saved.recorded) delete row.sessions;
    await other.restore(saved);
    expect(other.snapshot().recorded[0]).not.toHaveProperty('sessions');
  });

  test('is gone with its facts when it is removed, and when all is reset', async () => {
    const mock = createMock();
    await mock.record(visit);
    expect(await mock.removeSession(LONG_ID)).toBe(true);
    expect(mock.recordedSession(LONG_ID)).toBeUndefined();
    await mock.record(visit);
    await mock.reset();
    expect(mock.snapshot().recorded).toEqual([]);
  });

  test('needs events or facts', async () => {
    const { session: _, ...bare } = visit;
    await expect(createMock().record(bare)).rejects.toThrow(/events/);
  });
});
