import type { LogEntry } from '../../src/kit/log-entry.ts';

/** Builds an entry of the request log with nothing but its ID, and whether it came from the studio. */
export function logEntry(id: number, byStudio = false): LogEntry {
  return {
    id,
    at: 0,
    method: 'GET',
    path: '/',
    query: '',
    status: 200,
    bytes: 0,
    delayMs: 0,
    broken: false,
    byStudio,
  };
}
