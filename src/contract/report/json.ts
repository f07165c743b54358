import { VERSION } from '../../shared/version.ts';
import type { Summary } from '../outcome/result.ts';
import type { Reporter } from './reporter.ts';

/** How a report for programs is written. */
export interface JsonOptions {
  /** Whether a SHOULD that is not met fails the run. @defaultValue `false` */
  readonly strict?: boolean;
  /** Tells whether somebody interrupted the run, which then ends with 130. @defaultValue nobody does */
  readonly isInterrupted?: () => boolean;
}

/** Reports as one JSON document: what ran when, the exit code, the summary and every result. */
export function createJsonReporter({ strict = false, isInterrupted = () => false }: JsonOptions = {}): Reporter {
  return (event) => {
    if (event.type !== 'end') return '';
    const { summary, results } = event;
    const { startedAt, ...counts } = summary;
    const document = {
      $schema: 'https://unpkg.com/openreplay-kit/openapi/schemas/report.json',
      version: VERSION,
      startedAt: new Date(startedAt).toISOString(),
      exitCode: isInterrupted() ? 130 : exitCodeOf(summary, strict),
      summary: counts,
      results,
    };
    return `${JSON.stringify(document, null, 2)}\n`;
  };
}

/** 1 where a requirement is not met that has to be, else 2 where the run could not be done, else 0. */
export function exitCodeOf({ notMet, shouldNotMet, metAgain, incomplete }: Summary, strict: boolean): 0 | 1 | 2 {
  if (notMet > 0 || metAgain.length > 0 || (strict && shouldNotMet > 0)) return 1;
  return incomplete === undefined ? 0 : 2;
}
