import { expect, test } from 'vitest';
import { preferFinished, type SessionEvents } from '../../../../src/contract/apis/v2/session-events.ts';

const READ_AT = 1_700_000_000_000;

function read(sessionId: string, endTs: number): SessionEvents {
  const visit = { sessionId, eventsCount: 2, startTs: endTs - 1_000, endTs };
  const time = { startedAt: READ_AT, durationMs: 5 };
  // Cast: only the time of an exchange is read
  return { visit, exchange: { time } as SessionEvents['exchange'], total: 2, events: [] };
}

const [old, recent] = [read('1', READ_AT - 3_600_000), read('2', READ_AT - 60_000)];

test('sessions that may still get events are left out if others have ended', () => {
  expect(preferFinished([recent, old])).toEqual([old]);
  expect(preferFinished([recent])).toEqual([recent]);
});
