import type { LogEntry, LogScope, RequestLog } from '../mock/log/request-log.ts';
import { LOG_SIZE } from '../mock/log/request-log.ts';

/** Entries of the request log, and where to go on. */
export interface RequestPage {
  readonly requests: LogEntry[];
  readonly last: number;
}

/**
 * Gives the entries that follow an ID, the first `limit` of them. An ID that was not given out yet is from before the
 * server was started anew: then all follow.
 */
export function entriesAfter(log: RequestLog, after: number, limit: number, scope: LogScope = {}): RequestPage {
  const kept = log.list({ limit: LOG_SIZE, ...scope });
  const newest = kept.at(-1)?.id ?? after;
  const requests = kept.filter(({ id }) => id > after || newest < after).slice(0, limit);
  return { requests, last: requests.at(-1)?.id ?? newest };
}

/** Gives the latest entries. */
export function latestEntries(log: RequestLog, limit: number, scope: LogScope = {}): RequestPage {
  const requests = log.list({ limit, ...scope });
  return { requests, last: requests.at(-1)?.id ?? 0 };
}
