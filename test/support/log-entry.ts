import type { LogEntry } from '../../src/kit/log-entry.ts';

/** Gives an entry of the request log that says nothing but its ID, and whether the studio asked. */
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
