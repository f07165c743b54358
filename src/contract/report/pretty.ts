import type { RequirementResult, Summary } from '../outcome/result.ts';
import { type Cause, groupByCause } from './causes.ts';
import type { Reporter } from './reporter.ts';

const STYLES = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 };

type Style = (name: keyof typeof STYLES, text: string) => string;

/** Reports for a person at a terminal: a line for each requirement, then the failures by cause, then the count. */
export function createPrettyReporter({ colour = false } = {}): Reporter {
  const style: Style = (name, text) => (colour ? `\u001b[${STYLES[name]}m${text}\u001b[0m` : text);
  let reasonBefore: string | undefined;
  return (event) => {
    if (event.type === 'start')
      return `Verifying ${event.baseUrl}${event.api === undefined ? '' : `, ${event.api}`} (${event.total} ${event.total === 1 ? 'requirement' : 'requirements'}, seed ${event.seed})\n\n`;
    if (event.type === 'end') return summarise(event.results, event.summary, style);
    const isSameReason = event.result.reason === reasonBefore;
    reasonBefore = event.result.reason;
    return `${toLine(event.result, style, isSameReason)}\n`;
  };
}

function toLine(result: RequirementResult, style: Style, isSameReason: boolean): string {
  const { id, level, title, outcome, reason } = result;
  if (outcome === 'met') return `${style('green', '✓')} ${style('dim', id)} ${title}`;
  if (outcome === 'inconclusive')
    return style('dim', `- ${id} ${title}${isSameReason ? '' : `\n    skipped: ${reason}`}`);
  return `${level === 'MUST' ? style('red', '✗') : style('yellow', '!')} ${id} ${level} ${title}`;
}

function summarise(results: readonly RequirementResult[], summary: Summary, style: Style): string {
  const causes = groupByCause(results).map((cause) => toBlock(cause, style));
  const { met, failed, warned, inconclusive, leftOut, requests, durationMs, seed, incomplete, dates } = summary;
  const counts = [
    style(failed > 0 ? 'red' : 'green', `${met} passed, ${failed} failed`),
    ...(warned > 0 ? [style('yellow', `${warned} warned`)] : []),
    ...(inconclusive > 0 ? [`${inconclusive} skipped`] : []),
  ];
  const effort = `${requests} requests in ${(durationMs / 1000).toFixed(1)} s, seed ${seed}`;
  const reading = dates === undefined ? '' : `The ${dates}.\n`;
  const left = leftOut.length > 0 ? style('dim', `Left out at this depth: ${leftOut.join(', ')}.\n`) : '';
  return `${causes.length > 0 ? `\n${causes.join('\n')}` : ''}\n${reading}${counts.join(', ')} ${style('dim', `(${effort})`)}\n${left}${incomplete ? `${style('yellow', `Incomplete: ${incomplete}.`)}\n` : ''}`;
}

function toBlock({ diagnosis, results }: Cause, style: Style): string {
  const details = results.map((result, index) => toDetails(result, style, index === 0));
  return `${diagnosis ? `${style('bold', diagnosis)}\n` : ''}${details.join('')}`;
}

function toDetails(result: RequirementResult, style: Style, isFirst: boolean): string {
  const head = style('bold', `  ${result.id} ${result.level} ${result.title}`);
  if (!isFirst) return `${head}\n`;
  const lines = [
    head,
    `    Source:   ${result.source}`,
    `    Expected: ${result.expected}`,
    `    Received: ${result.received}`,
    ...(result.curl ? [`    Repeat:   ${result.curl}`] : []),
    ...(result.command ? [`    All of it: ${result.command}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
