import type { EventBuffer } from '../store/event-buffer.ts';
import type { SessionStore } from '../store/session-store.ts';
import type { MockReply } from './message.ts';
import { parseQuery, parseUserId } from './parse.ts';
import { toRefusal, toReply } from './reply.ts';
import { createUnsafeIds } from './unsafe-ids.ts';
import { findRuns, type WindowMode } from './window.ts';

/** Answers one operation, once key and project have been accepted. `segments` are the path parameters as sent. */
export type Answer = (
  projectKey: string,
  segments: Readonly<Record<string, string>>,
  query: string,
) => MockReply | Promise<MockReply>;

/** What `getUserSessions` needs. */
export interface GetUserSessionsOptions {
  readonly store: SessionStore;
  readonly window: WindowMode;
  /** Whether a user's session IDs are written as a server of today writes them, beyond 2^53. */
  readonly hasUnsafeIds: (projectKey: string, userId: string) => boolean;
}

/** Builds the handling of `getUserSessions`: parse, find, cut the window, reply. */
export function createGetUserSessions({ store, window: mode, hasUnsafeIds }: GetUserSessionsOptions): Answer {
  const withUnsafeIds = createUnsafeIds();

  return (projectKey, segments, query) => {
    const userId = parseUserId(segments.userId ?? '');
    if (userId.problem) return toRefusal(userId.problem);
    const window = parseQuery(query);
    if (window.problem) return toRefusal(window.problem);

    const reply = (found: EventBuffer) => {
      const events = hasUnsafeIds(projectKey, userId.value) ? withUnsafeIds(found) : found;
      return toReply(events.reply(findRuns(events, window.value, mode)));
    };
    const found = store.find(projectKey, userId.value);
    return found instanceof Promise ? found.then(reply) : reply(found);
  };
}
