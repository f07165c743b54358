import type { Reporter } from './reporter.ts';

/** Reports as one JSON document: the summary and every result. */
export function createJsonReporter(): Reporter {
  return (event) =>
    event.type === 'end' ? `${JSON.stringify({ summary: event.summary, results: event.results }, null, 2)}\n` : '';
}
