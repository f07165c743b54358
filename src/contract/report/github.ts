import type { RequirementResult, Summary } from '../outcome/result.ts';
import type { Reporter } from './reporter.ts';

/** Reports as GitHub Actions annotations: an error for each MUST, a warning for each SHOULD that is not met. */
export function createGitHubReporter(): Reporter {
  return (event) => (event.type === 'end' ? event.results.map(toAnnotation).join('') + toNotice(event.summary) : '');
}

function toNotice({ dates }: Summary): string {
  return dates === undefined ? '' : `::notice title=How the dates are read::The ${escapeData(dates)}.\n`;
}

function toAnnotation(result: RequirementResult): string {
  if (result.outcome !== 'not met') return '';
  const { id, level, title, diagnosis, expected, received, curl, command } = result;
  const lines = [diagnosis, `Expected: ${expected}`, `Received: ${received}`, curl, command];
  const message = lines.filter(Boolean).join('\n');
  return `::${level === 'MUST' ? 'error' : 'warning'} title=${escapeProperty(`${id} ${title}`)}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
