import { VERSION } from '../../shared/version.ts';
import type { Summary } from '../outcome/result.ts';
import type { Reporter } from './reporter.ts';

/** Options of the JSON report. */
export interface JsonOptions {
  /** Whether an unmet SHOULD fails the run. @defaultValue `false` */
  readonly strict?: boolean;
  /** Whether the run was interrupted, which makes it end with 130. @defaultValue never */
  readonly isInterrupted?: () => boolean;
}

/** Reports as one JSON document: the version, the time, the exit code, the summary and every result. */
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

/** 1 if the results fail the run, otherwise 2 if the run was incomplete, otherwise 0. */
export function exitCodeOf({ notMet, shouldNotMet, metAgain, incomplete }: Summary, strict: boolean): 0 | 1 | 2 {
  if (notMet > 0 || metAgain.length > 0 || (strict && shouldNotMet > 0)) return 1;
  return incomplete === undefined ? 0 : 2;
}
