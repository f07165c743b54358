import type { SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent } from '../kit/record.ts';
import type { EventDetails, GivenFacts, SessionFacts } from '../kit/session-facts.ts';
import type { Work } from '../shared/slices.ts';
import { EventBuffer } from './event-buffer.ts';
import type { SessionEntry } from './session-index.ts';

/** A session of a user: what is known of it, and its events. */
export interface UserSession {
  readonly id: SessionId;
  readonly facts: SessionFacts;
  /** What was given of single events besides, by messageId. */
  readonly eventDetails: Readonly<Record<string, EventDetails>>;
  /** Reads its events, in the order of their message IDs; there may be none. */
  readonly readEvents: () => Work<RecordedEvent[]>;
}

/** A session, and whose it is. */
export interface OwnedSession extends UserSession {
  readonly projectKey: string;
  readonly userId: string;
}

type Given<T> = T | Promise<T>;

/** Sessions with their facts, as they are shown at present: what APIs of sessions are answered from. */
export interface Sessions {
  /** The sessions of a user, in no order; none of a stranger. */
  ofUser(projectKey: string, userId: string): Given<readonly UserSession[]>;
  /** Finds a session of any user of any project by its ID. */
  find(id: SessionId): Given<OwnedSession | undefined>;
}

const NO_EVENTS = new EventBuffer();

/** Makes up what was not given of a session; `entry` sums up its events, where it has some. */
type CompleteFacts = (id: SessionId, entry: SessionEntry | undefined, given: GivenFacts) => SessionFacts;

/** Puts the events of a user and what was given of their sessions together. */
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
