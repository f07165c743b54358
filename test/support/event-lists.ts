import fc from 'fast-check';
import type { SessionEvent } from '../../src/api/session-event.ts';
import { inReplyOrder } from '../../src/store/order.ts';

/** The latest time of any event of {@link eventLists}. */
export const LATEST = 60;

const session = fc.record({
  start: fc.nat(30),
  steps: fc.array(fc.record({ gapMs: fc.nat(5), label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
});

/** Lists of events in reply order: up to six sessions that start and overlap in any way, with many equal times. */
export const eventLists: fc.Arbitrary<SessionEvent[]> = fc
  .array(session, { maxLength: 6 })
  .map((sessions) => [
    ...inReplyOrder(sessions.flatMap(({ start, steps }, index) => toEvents(index + 1, start, steps))),
  ]);

function toEvents(
  sessionId: number,
  start: number,
  steps: readonly { gapMs: number; label: string }[],
): SessionEvent[] {
  let timestamp = start;
  return steps.map(({ gapMs, label }, index) => {
    if (index > 0) timestamp += gapMs;
    return { sessionId, messageId: index, timestamp, label, type: 'CLICK' };
  });
}
