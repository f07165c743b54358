import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import type { RecordedEvent } from '../../src/kit/record.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { toStoredEvents } from '../../src/store/to-stored-events.ts';

const page = DOCUMENTED_EVENTS.find(({ type }) => type === 'LOCATION') as RecordedEvent;
const visit = (sessionId: number, messageId: number, path: string) =>
  ({
    ...page,
    sessionId,
    messageId,
    timestamp: 1_999,
    host: 'a.test',
    path,
    basePath: `${path}#base`,
  }) as RecordedEvent;
const click = (sessionId: number, messageId: number): RecordedEvent => ({
  sessionId,
  messageId,
  timestamp: 2_000,
  label: 'Buy',
  type: 'CLICK',
});

test('an event has the page that it happened on, whole seconds, and what is known of its session', () => {
  const events = [click(1, 1), visit(1, 2, '/b'), click(1, 3), click(2, 1), visit(2, 2, '/c')];
  const asked: string[] = [];
  const stored = atOnce(
    toStoredEvents(events, 'ada', (sessionId) => {
      asked.push(sessionId);
      return { deviceId: `of ${sessionId}`, columns: {} };
    }),
  );
  const [b, c] = ['https://a.test/b', 'https://a.test/c'];
  expect(stored.map(({ name, createdAt, sessionId, currentUrl }) => [name, createdAt, sessionId, currentUrl])).toEqual([
    ['CLICK', 2_000, '1', ''],
    ['LOCATION', 1_000, '1', b],
    ['CLICK', 2_000, '1', b],
    ['CLICK', 2_000, '2', ''],
    ['LOCATION', 1_000, '2', c],
  ]);
  expect(stored.map(({ autoProperties }) => autoProperties)).toEqual([
    { label: 'Buy', url: '' },
    { url: b, url_path: '/b#base' },
    { label: 'Buy', url: b },
    { label: 'Buy', url: '' },
    { url: c, url_path: '/c#base' },
  ]);
  for (const { userId, deviceId, sessionId, isAutoCaptured, properties, columns } of stored) {
    expect([userId, deviceId, isAutoCaptured, properties, columns]).toEqual(['ada', `of ${sessionId}`, true, {}, {}]);
  }
  expect(asked.filter((id) => id !== '')).toEqual(['1', '2']);
});

test('each event has a unique ID, the same each time', () => {
  const events = [click(1, 1), click(1, 2), click(2, 1), visit(1, 1, '/a')];
  const ids = (who: string) =>
    atOnce(toStoredEvents(events, who, () => ({ deviceId: '', columns: {} }))).map((one) => one.eventId);
  expect(new Set(ids('ada')).size).toBe(events.length);
  expect(ids('eve')).toEqual(ids('ada'));
});
