import { beforeEach, describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import { createFetch, createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import type { Snapshot } from '../../src/kit/record.ts';
import { INTERNALS } from '../../src/mock/internals.ts';
import { RecordError } from '../../src/shared/errors.ts';
import { atOnce } from '../../src/shared/slices.ts';
import type { SessionStore } from '../../src/store/session-store.ts';
import { readPieces } from '../support/read-pieces.ts';
import {
  click,
  createStore,
  eventsOf,
  MICKAEL,
  names,
  OTHER_PROJECT,
  PROJECT,
  page,
  record,
} from '../support/stores.ts';

const ada = 'ada@example.org';
let store: SessionStore;
let snapshot: Snapshot;

beforeEach(async () => {
  store = createStore();
  await record(store, { userId: ada, events: [page('/'), click('Menu')] });
  await record(store, { projectKey: OTHER_PROJECT, userId: MICKAEL, events: [page('/other')] });
  snapshot = store.snapshot();
});

test('reset forgets what was recorded and nothing else', async () => {
  await record(store, { userId: MICKAEL, events: [page('/more')] });
  await eventsOf(store, PROJECT, MICKAEL);
  await store.reset();
  expect(await eventsOf(store, PROJECT, ada)).toEqual([]);
  expect(await eventsOf(store, PROJECT, MICKAEL)).toEqual(DOCUMENTED_EVENTS);
  expect(store.snapshot()).toEqual({ version: 1, recorded: [] });
});

const JOB = {
  projectKey: PROJECT,
  jobId: 1,
  description: 'Delete user sessions of userId = ada',
  status: 'scheduled',
  projectId: 1,
  action: 'delete_user_data',
  referenceId: 'ada',
  createdAt: 1,
  updatedAt: 1,
  startAt: 2,
  errors: null,
};

describe('a snapshot', () => {
  test('of many users is written in slices, without what is recorded meanwhile', async () => {
    await store.record(Array.from({ length: 1_000 }, (_, index) => ({ userId: `user-${index}`, events: [page('/')] })));
    const before = store.snapshot();
    const work = store.snapshotText();
    let turns = 0;
    let step = work.next();
    await record(store, { userId: 'user-500', events: [page('/later/')] });
    for (; !step.done; step = work.next()) turns += 1;
    expect(turns).toBeGreaterThan(50);
    expect(JSON.parse(readPieces(step.value))).toEqual(before);
  });

  test('is also available as text, including sessions with long IDs and known facts', async () => {
    await record(store, { userId: ada, sessionId: '90071992547409931', events: [page('/"é/'), click('\u2028\ud800')] });
    await record(store, { userId: 'eve', sessionId: 5, session: { userBrowser: 'Firefox' }, events: [] });
    await record(store, { userId: ada, start: 5, events: [page('/earlier/')] });
    expect(JSON.parse(readPieces(atOnce(store.snapshotText())))).toEqual(store.snapshot());
    await store.reset();
    expect(JSON.parse(readPieces(atOnce(store.snapshotText())))).toEqual({ version: 1, recorded: [] });
    const mock = createMock();
    await createFetch(mock)(`http://mock/api/v1/${PROJECT}/users/${ada}`, {
      method: 'DELETE',
      headers: { authorization: DEVELOPMENT_KEY },
    });
    expect(mock.snapshot().jobs).toHaveLength(1);
    expect(JSON.parse(readPieces(atOnce(mock[INTERNALS].snapshotText())))).toEqual(mock.snapshot());
  });

  test('survives JSON and restores the same state in another store', async () => {
    const other = createStore();
    await other.restore(JSON.parse(JSON.stringify(snapshot)));
    expect(await eventsOf(other, PROJECT, ada)).toEqual(await eventsOf(store, PROJECT, ada));
    expect(names(await eventsOf(other, OTHER_PROJECT, MICKAEL))).toEqual(['/other']);
    expect(other.snapshot()).toEqual(snapshot);
  });

  test('replaces what was recorded since', async () => {
    await record(store, { userId: ada, events: [page('/since')] });
    await record(store, { userId: 'eve', events: [page('/since')] });
    await eventsOf(store, PROJECT, 'eve');
    await store.restore(snapshot);
    expect(names(await eventsOf(store, PROJECT, ada))).toEqual(['/', 'Menu']);
    expect(await eventsOf(store, PROJECT, 'eve')).toEqual([]);
  });

  test('is independent of the store', async () => {
    const before = structuredClone(snapshot);
    await record(store, { userId: ada, events: [page('/since')] });
    expect(snapshot).toEqual(before);
    await store.restore(snapshot);
    snapshot.recorded.length = 0;
    expect(store.snapshot()).toEqual(before);
  });
});

describe('a broken snapshot is refused and leaves the state unchanged:', () => {
  const row = (change: object) => ({ ...snapshot, recorded: [{ ...snapshot.recorded[0], ...change }] });
  const event = () => snapshot.recorded[0]?.events[1];

  test.each<[string, () => unknown, string]>([
    ['nothing', () => undefined, 'input'],
    ['no object', () => 'snapshot', 'input'],
    ['another version', () => ({ ...snapshot, version: 2 }), 'version'],
    ['no list', () => ({ version: 1, recorded: {} }), 'recorded'],
    ['a field too many', () => ({ ...snapshot, faults: [] }), 'input'],
    ['an unknown project', () => row({ projectKey: 'nowhere' }), 'recorded[0].projectKey'],
    ['no user', () => row({ userId: '' }), 'recorded[0].userId'],
    [
      'an event without its session',
      () => row({ events: [{ ...event(), sessionId: undefined }] }),
      'recorded[0].events[0].sessionId',
    ],
    ['an event twice', () => row({ events: [event(), event()] }), 'recorded[0].events[1].messageId'],
    [
      'an INPUT event while they are off',
      () => row({ events: [{ ...event(), value: null, type: 'INPUT' }] }),
      'recorded[0].events[0].type',
    ],
    [
      'a user twice',
      () => ({ ...snapshot, recorded: [snapshot.recorded[0], snapshot.recorded[0]] }),
      'recorded[1].userId',
    ],
    ['a job twice', () => ({ ...snapshot, jobs: [JOB, JOB] }), 'jobs[1].jobId'],
    [
      'a job of an unknown project',
      () => ({ ...snapshot, jobs: [{ ...JOB, projectKey: 'no' }] }),
      'jobs[0].projectKey',
    ],
  ])('%s', async (_, build, place) => {
    const before = await store.find(PROJECT, ada);
    const broken = build();
    await expect(store.restore(broken)).rejects.toThrow(RecordError);
    await expect(store.restore(broken)).rejects.toThrow(`${place}: `);
    expect(store.snapshot()).toEqual(snapshot);
    expect(await store.find(PROJECT, ada)).toBe(before);
  });
});

describe('a snapshot with more faults than fit on a stack is refused with the first thousand of them:', () => {
  const MANY = 200_000;
  const many = <T>(item: T): T[] => Array.from({ length: MANY }, () => item);
  const event = { ...click('Go'), sessionId: 1, messageId: 1, timestamp: 1 };
  const rowOf = (events: unknown[], projectKey = PROJECT) => ({ projectKey, userId: ada, events });

  test.each<[string, unknown[], string]>([
    ['rows that are none', many(5), 'recorded[0]: expected an object, received 5'],
    ['rows of unknown projects', many(rowOf([], 'nowhere')), 'recorded[0].projectKey: must be a project of this mock'],
    ['a user again and again', many(rowOf([])), `recorded[1].userId: ${ada} is there twice`],
    [
      'events that are none',
      [rowOf(many(5))],
      'recorded[0].events[0]: expected an object, received 5; recorded[0].events[1]: ',
    ],
    [
      'events without fields',
      [rowOf(many({ type: 'CLICK' }))],
      'recorded[0].events[0].sessionId: expected a number, received nothing; ',
    ],
    ['an event again and again', [rowOf(many(event))], 'recorded[0].events[1].messageId: 1 is already taken'],
  ])('%s', async (_, recorded, first) => {
    const error = await refusalOf(store.restore({ version: 1, recorded }));
    expect(error.issues).toHaveLength(1_000);
    expect(error.message).toContain(`Failed to restore the snapshot: ${first}`);
    expect(error.message).toMatch(/ These are the first 1000 reasons; there may be more\. Nothing was stored\.$/);
    expect(store.snapshot()).toEqual(snapshot);
  });

  test('the fields of the snapshot itself are checked before those of its rows', async () => {
    const error = await refusalOf(store.restore({ version: 2, recorded: [5] }));
    expect(error.issues.map(({ path }) => path)).toEqual(['version', 'recorded[0]']);
    expect(error.message).not.toContain('there may be more');
  });

  test('a row whose fields are wrong has its events checked too', async () => {
    const error = await refusalOf(store.restore({ version: 1, recorded: [{ projectKey: PROJECT, events: [{}] }] }));
    expect(error.issues.map(({ path }) => path)).toEqual(['recorded[0].userId', 'recorded[0].events[0].type']);
  });
});

async function refusalOf(attempt: Promise<void>): Promise<RecordError> {
  const error = await attempt.catch((reason: unknown) => reason);
  if (error instanceof RecordError) return error;
  throw new Error('Nothing was refused.', { cause: error });
}
