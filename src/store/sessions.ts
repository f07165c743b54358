import type { SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent } from '../kit/record.ts';
import type { EventDetails, GivenFacts, SessionFacts } from '../kit/session-facts.ts';
import type { Work } from '../shared/slices.ts';
import { EventBuffer } from './event-buffer.ts';
import type { SessionEntry } from './session-index.ts';

/** A session of a user: its facts and its events. */
export interface UserSession {
  readonly id: SessionId;
  readonly facts: SessionFacts;
  /** Extra data given for single events, by messageId. */
  readonly eventDetails: Readonly<Record<string, EventDetails>>;
  /** Reads its events, in order of time, then message ID; there may be none. */
  readonly readEvents: () => Work<RecordedEvent[]>;
}

/** A session and its owner. */
export interface OwnedSession extends UserSession {
  readonly projectKey: string;
  readonly userId: string;
}

type Given<T> = T | Promise<T>;

/** Sessions with their facts, as currently shown, which session APIs answer from. */
export interface Sessions {
  /** The sessions of a user, in no order; none for an unknown user. */
  ofUser(projectKey: string, userId: string): Given<readonly UserSession[]>;
  /** Finds a session of any user of any project by its ID. */
  find(id: SessionId): Given<OwnedSession | undefined>;
}

const NO_EVENTS = new EventBuffer();

/** Generates facts that were not given for a session; `entry` summarises its events, if any. */
type CompleteFacts = (id: SessionId, entry: SessionEntry | undefined, given: GivenFacts) => SessionFacts;

/** Combines the events of a user with the given facts of their sessions. */
export function toUserSessions(
  buffer: EventBuffer,
  given: ReadonlyMap<SessionId, GivenFacts>,
  complete: CompleteFacts,
): UserSession[] {
  const withEvents = buffer.sessions.map((entry): UserSession => {
    const { id, from, events } = entry;
    return {
      id,
      facts: complete(id, entry, given.get(id) ?? {}),
      eventDetails: given.get(id)?.eventDetails ?? {},
      readEvents: () => buffer.read({ from, to: from + events }),
    };
  });
  const known = new Set(withEvents.map(({ id }) => id));
  const without = Array.from(given, ([id, facts]) => ({ id, facts }))
    .filter(({ id }) => !known.has(id))
    .map(
      ({ id, facts }): UserSession => ({
        id,
        facts: complete(id, undefined, facts),
        eventDetails: {},
        readEvents: () => NO_EVENTS.read(),
      }),
    );
  return [...withEvents, ...without];
}
