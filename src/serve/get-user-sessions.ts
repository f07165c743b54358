import type { QueryParameters } from '../api/request.ts';
import type { EventBuffer } from '../store/event-buffer.ts';
import type { SessionStore } from '../store/session-store.ts';
import { parseQuery, parseUserId } from './parse.ts';
import { toRefusal, toReply } from './reply.ts';
import type { Answer } from './target.ts';
import { createUnsafeIds } from './unsafe-ids.ts';
import { findRuns, type WindowMode } from './window.ts';

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

  const reply = (found: EventBuffer, projectKey: string, userId: string, window: QueryParameters) => {
    const events = hasUnsafeIds(projectKey, userId) ? withUnsafeIds(found) : found;
    return toReply(events.pieces(findRuns(events, window, mode)));
  };

  return (projectKey, segments, query) => {
    const userId = parseUserId(segments.userId);
    if (userId.problem) return toRefusal(userId.problem);
    const window = parseQuery(query);
    if (window.problem) return toRefusal(window.problem);
    const found = store.find(projectKey, userId.value);
    // who is ready is not made to wait for a promise
    if (!(found instanceof Promise)) return reply(found, projectKey, userId.value, window.value);
    return found.then((events) => reply(events, projectKey, userId.value, window.value));
  };
}
