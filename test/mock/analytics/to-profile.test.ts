import { expect, it } from 'vitest';
import { toProfile } from '../../../src/mock/analytics/to-profile.ts';
import type { StoredEvent } from '../../../src/store/analytics.ts';

const event = (createdAt: number): StoredEvent => ({
  eventId: String(createdAt),
  name: 'CLICK',
  createdAt,
  sessionId: '1',
  userId: 'ada',
  deviceId: `device ${createdAt % 2}`,
  isAutoCaptured: true,
  currentUrl: `https://a.test/${createdAt}`,
  properties: {},
  autoProperties: {},
  columns: {},
});

it('a user was seen from the first to the last of any number of events, in any order', () => {
  const events = Array.from({ length: 200_000 }, (_, index) => event((index * 7919) % 200_000));
  expect(toProfile('ada.lovelace@example.org', events)).toMatchObject({
    $created_at: 0,
    $first_event_at: 0,
    $last_seen: 199_999,
    $current_url: 'https://a.test/199999',
    distinct_ids: ['ada.lovelace@example.org', 'device 0', 'device 1'],
    $name: 'Ada Lovelace',
  });
});
