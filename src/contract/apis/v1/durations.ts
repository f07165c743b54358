import type { Requirement } from '../../asking/requirement.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import type { Fields } from '../../reading/fields.ts';
import { readSome } from './some-events.ts';

/** Enough sessions to determine the unit of durations: a page may stay open after use, but not a thousand times as long in all of them. */
const LEAST_SESSIONS = 5;
/** Sessions whose events span less say nothing, in ms. */
const LEAST_SPAN_MS = 1_000;
/** Microseconds in one millisecond. */
const TOO_LONG = 1_000;

/** The durations of sessions compared with the times of their events. */
export const durationRequirements: readonly Requirement[] = [
  {
    id: 'EVENTS-109',
    level: 'MUST',
    title: 'the duration of a session is in milliseconds, as the times of its events are',
    source: 'observed: v1 (documented, user-many: duration and events)',
    follows: ['EVENTS-101', 'EVENTS-105'],
    check: async (context) => {
      const spans = (await readSome(context)).flatMap(({ session, events, exchange }) => {
        const spanMs = spanOf(events);
        const { duration } = session;
        return typeof duration === 'number' && spanMs >= LEAST_SPAN_MS ? [{ session, duration, spanMs, exchange }] : [];
      });
      const [first] = spans;
      if (!first || spans.length < LEAST_SESSIONS)
        throw new MissingInput('too few sessions have events a second apart; pass a --user who has more');
      if (spans.some(({ duration, spanMs }) => duration < spanMs * TOO_LONG)) return;
      throw new ContractFailure({
        expected: `a duration of the order of ${first.spanMs} ms, over which the events of session ${first.session.sessionId} lie`,
        received: `${first.duration}, and as far off in ${spans.length - 1} other sessions`,
        exchange: first.exchange,
        diagnosis: 'Durations are in microseconds instead of milliseconds.',
      });
    },
  },
];

function spanOf(events: readonly Fields[]): number {
  const times = events.map(({ timestamp }) => Number(timestamp));
  return times.length > 0 ? Math.max(...times) - Math.min(...times) : 0;
}
