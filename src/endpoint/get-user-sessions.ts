import type { QueryParameters } from '../schema/request.ts';
import type { EventBuffer } from '../store/event-buffer.ts';
import type { SessionStore } from '../store/session-store.ts';
import { type Operate, refuse } from './answer.ts';
import { parseQuery, parseUserId } from './parse.ts';
import { toRefusal, toReply } from './reply.ts';
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
export function createGetUserSessions({ store, window: mode, hasUnsafeIds }: GetUserSessionsOptions): Operate {
  const withUnsafeIds = createUnsafeIds();

  return (projectKey, segments) => {
    const userId = parseUserId(segments.userId ?? '');
    if (userId.problem) return refuse(userId.problem);
    const find = store.finder(projectKey, userId.value);

    const reply = (found: EventBuffer, window: QueryParameters) => {
      const events = hasUnsafeIds(projectKey, userId.value) ? withUnsafeIds(found) : found;
      return toReply(events.pieces(findRuns(events, window, mode)));
    };

    return (query) => {
      const window = parseQuery(query);
      if (window.problem) return toRefusal(window.problem);
      const found = find();
      // who is ready is not made to wait for a promise
      if (!(found instanceof Promise)) return reply(found, window.value);
      return found.then((events) => reply(events, window.value));
    };
  };
}
