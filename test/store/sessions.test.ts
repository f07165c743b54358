import { expect, test } from 'vitest';
import type { SessionId } from '../../src/api/any-session-id.ts';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import type { GivenFacts, SessionFacts } from '../../src/kit/session-facts.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';
import { toUserSessions } from '../../src/store/sessions.ts';

const [first] = DOCUMENTED_EVENTS;
const own = first?.sessionId ?? 0;
const eventDetails = { 1: { duration: 7 } };

test('sessions have their own events and facts, and those without events come last', () => {
  const buffer = new EventBuffer([...DOCUMENTED_EVENTS, ...DOCUMENTED_EVENTS.map((one) => ({ ...one, sessionId: 7 }))]);
  const given = new Map<SessionId, GivenFacts>([
    ['2416408176556518452', { userCountry: 'IN' }],
    [own, { userCountry: 'FR', eventDetails }],
  ]);
  // as many events as the index knows of, where it knows of any
  const complete = (_: SessionId, entry: { events: number } | undefined, facts: GivenFacts) =>
    ({ userCountry: facts.userCountry ?? 'UN', eventsCount: entry?.events ?? 0 }) as SessionFacts;
  const sessions = toUserSessions(buffer, given, complete);
  expect(sessions.map(({ id, facts, eventDetails }) => ({ id, ...facts, eventDetails }))).toEqual([
    { id: own, userCountry: 'FR', eventsCount: 6, eventDetails },
    { id: 7, userCountry: 'UN', eventsCount: 6, eventDetails: {} },
    { id: '2416408176556518452', userCountry: 'IN', eventsCount: 0, eventDetails: {} },
  ]);
  const [a, b, c] = sessions.map((session) => atOnce(session.readEvents()));
  expect(a).toEqual(DOCUMENTED_EVENTS);
  expect(b?.map(({ sessionId, messageId }) => [sessionId, messageId])).toEqual(
    DOCUMENTED_EVENTS.map(({ messageId }) => [7, messageId]),
  );
  expect(c).toEqual([]);
});
