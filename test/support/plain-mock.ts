import type { WindowMode } from '../../src/answers/documented/window.ts';
import { compareSessionIds, type SessionId } from '../../src/api/any-session-id.ts';
import type { QueryParameters } from '../../src/api/documented/request.ts';
import { toUnsafeId } from '../../src/api/session-id.ts';
import { World } from '../../src/data/world.ts';
import type { RecordedEvent } from '../../src/kit/record.ts';
import type { MockSettings } from '../../src/mock/options.ts';
import { ScenarioSet } from '../../src/mock/scenarios/scenario-set.ts';

/**
 * A reference mock in the simplest form: a new world for every request, no cache, a filter, and
 * JSON.stringify.
 */
export class PlainMock {
  readonly scenarios: ScenarioSet;
  now: number;
  readonly #options: MockSettings;
  readonly #recorded = new Map<string, RecordedEvent[]>();

  constructor(options: MockSettings) {
    this.#options = options;
    this.now = options.now;
    this.scenarios = new ScenarioSet(options);
  }

  /** Adds events as they were stored. */
  record(userId: string, events: readonly RecordedEvent[]): void {
    this.#recorded.set(userId, [...(this.#recorded.get(userId) ?? []), ...events]);
  }

  /** Returns all events of a user in reply order. */
  async events(projectKey: string, userId: string): Promise<RecordedEvent[]> {
    const viewOf = (project: string, user: string) => this.scenarios.viewOf(project, user);
    const world = new World({ ...this.#options, time: () => this.now, viewOf });
    const events = [...(await world.events(projectKey, userId)), ...(this.#recorded.get(userId) ?? [])];
    const starts = startsOf(events);
    const start = ({ sessionId }: RecordedEvent) => starts.get(sessionId)?.timestamp ?? 0;
    return events.sort(
      (a, b) => start(a) - start(b) || compareSessionIds(a.sessionId, b.sessionId) || a.messageId - b.messageId,
    );
  }

  /** Writes the body of the reply with the part of a user's events that a window keeps. */
  write(projectKey: string, userId: string, events: readonly RecordedEvent[], window: QueryParameters): string {
    const isUnsafe = this.scenarios.hasUnsafeIds(projectKey, userId);
    const texts = keep[this.#options.window](events, window).map((event) => {
      const text = JSON.stringify(event);
      return isUnsafe ? text.replace(String(event.sessionId), toUnsafeId(Number(event.sessionId))) : text;
    });
    return `{"data":[${texts.join(',')}]}`;
  }
}

/** The events that a window keeps, in reply order, by a plain filter. */
export const keep: Record<WindowMode, (events: readonly RecordedEvent[], window: QueryParameters) => RecordedEvent[]> =
  {
    event: (events, window) => events.filter(({ timestamp }) => isInside(timestamp, window)),
    session: (events, window) => {
      const starts = startsOf(events);
      return events.filter(({ sessionId }) => isInside(starts.get(sessionId)?.timestamp ?? 0, window));
    },
  };

function isInside(time: number, { start_date, end_date }: QueryParameters): boolean {
  return (start_date === undefined || time >= start_date) && (end_date === undefined || time <= end_date);
}

/** The first event of each session, by messageId. */
function startsOf(events: readonly RecordedEvent[]): Map<SessionId, RecordedEvent> {
  const starts = new Map<SessionId, RecordedEvent>();
  for (const event of events) {
    const known = starts.get(event.sessionId);
    if (!known || event.messageId < known.messageId) starts.set(event.sessionId, event);
  }
  return starts;
}
