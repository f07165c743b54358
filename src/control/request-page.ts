import { LOG_SIZE, type LogEntry } from '../kit/log-entry.ts';
import type { LogScope } from '../mock/log/request-log.ts';

/** Entries of the request log, and where to continue. */
interface RequestPage {
  readonly requests: LogEntry[];
  readonly last: number;
}

/** Leaves out what a reader of the log does not want to see. */
export function inScope(entries: readonly LogEntry[], { studio = false }: LogScope = {}): LogEntry[] {
  return entries.filter(({ byStudio }) => studio || !byStudio);
}

/**
 * Returns the first `limit` kept entries after an ID. An ID not assigned yet is from before the server was restarted:
 * then all follow.
 */
export function entriesAfter(
  kept: readonly LogEntry[],
  after: number,
  { limit = LOG_SIZE, ...scope }: LogScope & { readonly limit?: number } = {},
): RequestPage {
  const newest = kept.at(-1)?.id ?? after;
  const following = kept.filter(({ id }) => id > after || newest < after);
  const requests = inScope(following, scope).slice(0, limit);
  return { requests, last: requests.at(-1)?.id ?? newest };
}

/** Returns the latest kept entries. */
export function latestEntries(
  kept: readonly LogEntry[],
  { limit, ...scope }: LogScope & { readonly limit: number },
): RequestPage {
  const requests = limit > 0 ? inScope(kept, scope).slice(-limit) : [];
  return { requests, last: requests.at(-1)?.id ?? 0 };
}
