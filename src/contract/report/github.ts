import { toSentence } from '../../shared/sentence.ts';
import { type Cause, groupByCause } from './causes.ts';
import { toCounts, toKnown } from './counts.ts';
import type { Reporter } from './reporter.ts';

/** GitHub shows at most this many annotations of one kind for a step. */
const MOST_ANNOTATIONS = 10;

/** Reports as GitHub Actions annotations: one for each cause, an error if a MUST is not met, a warning otherwise. */
export function createGitHubReporter(): Reporter {
  return (event) => {
    if (event.type !== 'end') return '';
    const { summary, results } = event;
    const { dates, incomplete } = summary;
    const causes = groupByCause(results);
    const most = incomplete === undefined ? MOST_ANNOTATIONS : MOST_ANNOTATIONS - 1;
    const shown = causes.length > most ? causes.slice(0, most - 1) : causes;
    const left = causes.length - shown.length;
    const more = `${toCounts(summary)}. The summary of this job has them all.`;
    return [
      ...shown.map(toAnnotation),
      ...(left > 0 ? [annotate('error', `${left} more causes`, more)] : []),
      ...toKnown(results, summary).map((line) =>
        annotate(line.startsWith('Met') ? 'error' : 'notice', 'Known failures', line),
      ),
      ...(incomplete === undefined
        ? []
        : [annotate('error', 'The contract could not be verified', toSentence(incomplete))]),
      ...(dates === undefined ? [] : [annotate('notice', 'How the dates are read', `The ${dates}.`)]),
    ].join('');
  };
}

function toAnnotation({ diagnosis, results }: Cause): string {
  const [first, ...others] = results;
  if (!first) return '';
  const { id, title, expected, received, curl, command } = first;
  const also = others.length > 0 ? `Also explains ${others.map((other) => other.id).join(', ')}.` : undefined;
  const more = `More: openreplay-kit explain ${id}`;
  const lines = [diagnosis, `Expected: ${expected}`, `Received: ${received}`, curl, command, also, more];
  const isError = results.some(({ level }) => level === 'MUST');
  return annotate(isError ? 'error' : 'warning', `${id} ${title}`, lines.filter(Boolean).join('\n'));
}

function annotate(kind: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${kind} title=${escapeProperty(title)}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
