import type { Change } from '../../kit/change.ts';
import type { RecordedRow } from '../../kit/record.ts';
import type { Content } from './chunks.ts';

/** Splits a change into its rows and the rest. */
export function toContent(change: Change): Content {
  if (change.type === 'session') {
    const { projectKey, userId, events, ...rest } = change;
    return { rest, rows: [{ projectKey, userId, events: [...events] }] };
  }
  if (!('rows' in change)) return { rest: change, rows: [] };
  const { rows, ...rest } = change;
  return { rest, rows };
}

/** Reverses {@link toContent}; a row may have become several. The result is not checked. */
export function fromContent({ rest, rows }: Content<RecordedRow[]>): unknown {
  // Cast: anything but null and undefined may be indexed
  const { type } = (rest ?? {}) as { readonly type?: unknown };
  if (type === 'record' || type === 'replace') return { ...(rest as object), rows };
  if (type !== 'session') return rest;
  const [{ projectKey, userId } = {}] = rows;
  return { ...(rest as object), projectKey, userId, events: rows.flatMap(({ events }) => events) };
}
