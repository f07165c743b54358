import type { RequirementResult } from '../result.ts';
import type { Reporter } from './reporter.ts';

/** Reports as one JSON document: the summary and every result. */
export function createJsonReporter(): Reporter {
  const results: RequirementResult[] = [];
  return (event) => {
    if (event.type === 'result') results.push(event.result);
    return event.type === 'end' ? `${JSON.stringify({ summary: event.summary, results }, null, 2)}\n` : '';
  };
}
