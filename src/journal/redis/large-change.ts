import type { Change } from '../../kit/change.ts';
import type { RecordedRow } from '../../kit/record.ts';
import type { Content } from './chunks.ts';

/** Takes a change apart: its rows, and what it has besides them. */
export function toContent(change: Change): Content {
  if (change.type === 'session') {
    const { projectKey, userId, events, ...rest } = change;
    return { rest, rows: [{ projectKey, userId, events: [...events] }] };
  }
  if (!('rows' in change)) return { rest: change, rows: [] };
  const { rows, ...rest } = change;
  return { rest, rows };
}

/** Puts together what {@link toContent} took apart; a row may have become several. What it gives is not checked. */
export function fromContent({ rest, rows }: Content<RecordedRow[]>): unknown {
  // Cast: anything may be looked into that is neither null nor undefined
  const { type } = (rest ?? {}) as { readonly type?: unknown };
  if (type === 'record' || type === 'replace') return { ...(rest as object), rows };
  if (type !== 'session') return rest;
  const [{ projectKey, userId } = {}] = rows;
  return { ...(rest as object), projectKey, userId, events: rows.flatMap(({ events }) => events) };
}
