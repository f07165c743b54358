import { describe, expect, test } from 'vitest';
import { createMock, type LogEntry, type Mock } from '../../../src/index.ts';
import { LOG_SIZE } from '../../../src/kit/log-entry.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import { ask, sessionsPath } from '../../support/ask.ts';

const KEY = 'SecretKeyOfSomebody1';

describe('the log of requests', () => {
  test('has each answered request, including refused and broken ones', async () => {
    const mock = createMock({ users: 0 });
    await ask(mock, { query: 'start_date=1' });
    await ask(mock, { authorization: 'wrong' });
    await ask(mock, { path: '/nowhere', method: 'POST' });
    mock.faults.add({ latency: 5, cut: 0.5, times: 1 });
    await ask(mock);
    mock.faults.add({ drop: true, times: 1 });
    await ask(mock);
    const path = `/api/app${sessionsPath()}`;
    expect(mock.requests.list()).toMatchObject([
      {
        id: 1,
        at: mock.clock.now(),
        method: 'GET',
        path,
        query: 'start_date=1',
        status: 200,
        delayMs: 0,
        broken: false,
      },
      { id: 2, status: 401 },
      { id: 3, method: 'POST', path: '/nowhere', status: 404 },
      { id: 4, status: 200, delayMs: 5, broken: 'cut' },
      { id: 5, broken: 'dropped' },
    ]);
  });

  test('holds the last thousand, and lists those after an ID', async () => {
    const mock = createMock({ users: 0 });
    for (let count = 0; count < LOG_SIZE + 5; count += 1) await ask(mock);
    const ids = (entries: readonly LogEntry[]) => entries.map(({ id }) => id);
    expect(ids(mock.requests.list({ limit: 3 }))).toEqual([1003, 1004, 1005]);
    expect(mock.requests.list({ limit: 5_000 })).toHaveLength(LOG_SIZE);
    expect(ids(mock.requests.list({ limit: 5_000 }))[0]).toBe(6);
    expect(ids(mock.requests.list({ after: 1003, limit: 10 }))).toEqual([1004, 1005]);
    expect(mock.requests.list({ after: 1005 })).toEqual([]);
  });

  test('calls its subscribers with each new entry, until they leave', async () => {
    const mock = createMock({ users: 0 });
    const seen: number[] = [];
    const leave = mock.requests.subscribe(({ status }) => seen.push(status));
    await ask(mock);
    await ask(mock, { authorization: null });
    leave();
    await ask(mock);
    expect(seen).toEqual([200, 401]);
  });

  test("has the studio's own requests only for those who ask for them", async () => {
    const mock = createMock({ users: 0 });
    const seen: Record<'application' | 'all', number[]> = { application: [], all: [] };
    mock.requests.subscribe(({ id }) => seen.application.push(id));
    mock.requests.subscribe(({ id }) => seen.all.push(id), { studio: true });
    const request = { method: 'GET', path: `/api/app${sessionsPath()}`, query: '' };
    await mock.handle(request);
    await mock.handle({ ...request, byStudio: true });
    await mock.handle(request);
    const ids = (entries: readonly LogEntry[]) => entries.map(({ id }) => id);
    expect(ids(mock.requests.list())).toEqual([1, 3]);
    expect(ids(mock.requests.list({ limit: 2, studio: true }))).toEqual([2, 3]);
    expect(mock.requests.list({ studio: true }).map(({ byStudio }) => byStudio)).toEqual([false, true, false]);
    expect(seen).toEqual({ application: [1, 3], all: [1, 2, 3] });
  });

  test('is empty after a reset, and keeps counting', async () => {
    const mock = createMock({ users: 0 });
    await ask(mock);
    await mock.reset();
    expect(mock.requests.list()).toEqual([]);
    await ask(mock);
    expect(mock.requests.list()).toMatchObject([{ id: 2 }]);
  });

  test('takes entries of another log under its own IDs', async () => {
    const [mock, other] = [createMock({ users: 0 }), createMock({ users: 0 })] as [Mock, Mock];
    await ask(mock);
    await ask(other, { authorization: null });
    mock[INTERNALS].take(other.requests.list());
    expect(mock.requests.list()).toMatchObject([
      { id: 1, status: 200 },
      { id: 2, status: 401 },
    ]);
  });

  test('never shows a key, wherever a client put it', async () => {
    const mock = createMock({ users: 0, keys: [KEY] });
    const seen: LogEntry[] = [];
    mock.requests.subscribe((entry) => seen.push(entry));
    await ask(mock, { authorization: KEY, query: `key=${KEY}&api%5Fkey=${KEY}` });
    await ask(mock, { path: `/api/app/${KEY}/users/${KEY}/sessions` });
    expect(mock.requests.list()).toHaveLength(2);
    expect(JSON.stringify([seen, mock.requests.list()])).not.toContain(KEY);
  });
});
