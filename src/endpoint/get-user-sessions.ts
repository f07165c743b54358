import type { SessionEvent } from '../schema/session-event.ts';
import type { SessionStore } from '../store/session-store.ts';
import { type EncodedEvents, encodeEvents, encodeProblem, encodeReply } from './encode.ts';
import type { MockReply } from './message.ts';
import { parseQuery, parseUserId } from './parse.ts';
import { findRuns, type WindowMode } from './window.ts';

/** Answers one operation, once key and project have been accepted. `segments` are the path parameters as sent. */
export type Answer = (
  projectKey: string,
  segments: Readonly<Record<string, string>>,
  query: string,
) => MockReply | Promise<MockReply>;

/** Builds the handling of `getUserSessions`: parse, find, cut the window, reply. */
export function createGetUserSessions(store: SessionStore, mode: WindowMode): Answer {
  const encodings = new WeakMap<readonly SessionEvent[], EncodedEvents>();

  return (projectKey, segments, query) => {
    const userId = parseUserId(segments.userId ?? '');
    if (userId.problem) return encodeProblem(userId.problem);
    const window = parseQuery(query);
    if (window.problem) return encodeProblem(window.problem);

    const reply = (events: readonly SessionEvent[]) => {
      const encoded = encodings.get(events) ?? encodeEvents(events);
      encodings.set(events, encoded);
      return encodeReply(encoded, findRuns(encoded, window.value, mode));
    };
    const found = store.find(projectKey, userId.value);
    return found instanceof Promise ? found.then(reply) : reply(found);
  };
}
