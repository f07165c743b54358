import { expect, test } from 'vitest';
import { EMPTY_PROFILE } from '../../src/store/empty-profile.ts';
import { StoredRows } from '../../src/store/stored-rows.ts';

const event = (eventId: string, createdAt: number, more: object = {}) => ({
  eventId,
  createdAt,
  name: 'CLICK',
  ...more,
});
const rows = new StoredRows({
  projects: [
    { projectKey: 'shop', projectId: 1, name: 'Shop' },
    { projectKey: 'app', projectId: 2, name: 'App', platform: 'ios', isListed: false },
  ],
  sessions: [
    {
      projectKey: 'shop',
      sessionId: '007',
      userId: 'ada',
      deviceId: 'd1',
      columns: { $os: 'Linux' },
      events: [
        event('b', 2, {
          isAutoCaptured: false,
          currentUrl: 'https://a.test',
          properties: { p: 1 },
          autoProperties: { q: 2 },
        }),
        event('a', 1),
        event('c', 3, { userId: '' }),
      ],
    },
    { projectKey: 'shop', sessionId: '8', userId: 'ada', deviceId: 'd2', events: [event('d', 4)] },
    { projectKey: 'app', sessionId: '8', userId: 'eve', deviceId: 'd3', events: [event('e', 5)] },
  ],
  users: [
    { projectKey: 'shop', userId: 'ada', columns: { $name: 'Ada' } },
    { projectKey: 'app', userId: 'eve' },
  ],
  hidden: [{ projectKey: 'shop', name: 'CLICK', isAutoCaptured: false }],
});
const idsOf = (events: readonly { readonly eventId: string }[]) => events.map(({ eventId }) => eventId);

test('events are found by user and by session of one project, in the order of the table', () => {
  expect(idsOf(rows.ofUser('shop', 'ada'))).toEqual(['a', 'b', 'd']);
  expect(idsOf(rows.ofUser('shop', ''))).toEqual(['c']);
  expect(idsOf(rows.ofSession('shop', '7'))).toEqual(['a', 'b', 'c']);
  expect(idsOf(rows.ofSession('shop', '8'))).toEqual(['d']);
  expect(idsOf(rows.ofSession('app', '8'))).toEqual(['e']);
  expect([rows.ofUser('shop', 'eve'), rows.ofSession('shop', '9'), rows.ofUser('other', 'ada')]).toEqual([[], [], []]);
});

test('an event contains the fields of its row and those of its session', () => {
  const ofSession = { sessionId: '7', deviceId: 'd1', columns: { $os: 'Linux' } };
  const empty = { name: 'CLICK', userId: 'ada', currentUrl: '', properties: {}, autoProperties: {} };
  expect(rows.ofSession('shop', '7')).toEqual([
    { ...empty, ...ofSession, eventId: 'a', createdAt: 1, isAutoCaptured: true },
    {
      ...empty,
      ...ofSession,
      eventId: 'b',
      createdAt: 2,
      isAutoCaptured: false,
      currentUrl: 'https://a.test',
      properties: { p: 1 },
      autoProperties: { q: 2 },
    },
    { ...empty, ...ofSession, eventId: 'c', createdAt: 3, isAutoCaptured: true, userId: '' },
  ]);
  expect(rows.ofSession('shop', '8')[0]?.columns).toEqual({});
});

test('users are found by project, each with all columns', () => {
  const ada = { ...EMPTY_PROFILE, $user_id: 'ada', $name: 'Ada' };
  expect([rows.profile('shop', 'ada'), rows.profile('shop', 'eve')]).toEqual([ada, undefined]);
  expect(rows.profiles('shop')).toEqual([ada]);
  expect(rows.profiles('app')).toEqual([{ ...EMPTY_PROFILE, $user_id: 'eve' }]);
  expect(rows.profiles('other')).toEqual([]);
});

test('an event is hidden by project, name and origin, and events of one kind always', () => {
  const [first, second] = rows.ofSession('shop', '7');
  if (!first || !second) throw new TypeError('There are two events.');
  expect([first, second].map((one) => rows.isHidden('shop', one))).toEqual([false, true]);
  expect([first, second].map((one) => rows.isHidden('app', one))).toEqual([false, false]);
  expect(rows.isHidden('app', { ...first, name: 'TAG_TRIGGER' })).toBe(true);
});

test('projects are listed and on the web unless they say otherwise', () => {
  expect(rows.projects).toMatchObject([
    { projectKey: 'shop', projectId: 1, name: 'Shop', platform: 'web', isListed: true },
    { projectKey: 'app', projectId: 2, name: 'App', platform: 'ios', isListed: false },
  ]);
  const [one, other] = rows.projects;
  expect(one?.createdAt).toBe(other?.createdAt);
});

test('everything is empty without rows', () => {
  const none = new StoredRows({});
  expect([none.projects, none.profiles('shop'), none.ofUser('shop', 'ada')]).toEqual([[], [], []]);
});
