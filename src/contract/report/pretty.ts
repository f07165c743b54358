import { count } from '../../shared/count.ts';
import { toSentence } from '../../shared/sentence.ts';
import { GROUPS, type RequirementResult, type Summary } from '../outcome/result.ts';
import { type Cause, groupByCause } from './causes.ts';
import { toCounts, toKnown, toKnownCount } from './counts.ts';
import type { Reporter } from './reporter.ts';
import { groupByReason, nameSome } from './skipped.ts';

const STYLES = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 };

type Style = (name: keyof typeof STYLES, text: string) => string;

/** How much a report for people shows: `quiet` only what is not met, `verbose` every requirement. */
export type Detail = 'quiet' | 'normal' | 'verbose';

/** Options of a report for people. */
export interface PrettyOptions {
  /** @defaultValue `false` */
  readonly colour?: boolean;
  /** @defaultValue `'normal'`: a line for each group */
  readonly detail?: Detail;
}

/** Reports for a person at a terminal: a line for each group, then the failures by cause, then the counts. */
export function createPrettyReporter({ colour = false, detail = 'normal' }: PrettyOptions = {}): Reporter {
  const style: Style = (name, text) => (colour ? `\u001b[${STYLES[name]}m${text}\u001b[0m` : text);
  return (event) => {
    if (event.type === 'result') return detail === 'verbose' ? `${toLine(event.result, style)}\n` : '';
    if (event.type === 'end') return summarise(event.results, event.summary, { style, detail });
    if (detail === 'quiet') return '';
    return `Verifying ${event.baseUrl}${event.api === undefined ? '' : `, ${event.api}`} (${count(event.total, 'requirement')}, seed ${event.seed})\n\n`;
  };
}

function toLine({ id, level, title, outcome, isKnown }: RequirementResult, style: Style): string {
  if (isKnown) return `${style('yellow', '~')} ${id} ${level} ${title}`;
  if (outcome === 'met') return `${style('green', '✓')} ${style('dim', id)} ${title}`;
  if (outcome === 'skipped') return style('dim', `- ${id} ${title}`);
  return `${toCross(level, style)} ${id} ${level} ${title}`;
}

function toCross(level: RequirementResult['level'], style: Style): string {
  return level === 'MUST' ? style('red', '✗') : style('yellow', '!');
}

interface Manner {
  readonly style: Style;
  readonly detail: Detail;
}

function summarise(results: readonly RequirementResult[], summary: Summary, { style, detail }: Manner): string {
  const { requests, durationMs, seed, incomplete, leftOut, dates } = summary;
  // the reason why nothing was requested is shown elsewhere
  if (results.length === 0) return '';
  const isQuiet = detail === 'quiet';
  const groups = detail === 'normal' ? GROUPS.map((group) => toGroup(group, results, style)).join('') : '';
  const causes = groupByCause(results).map((cause) => toBlock(cause, style));
  // what made the run impossible stands at its end
  const reasons = groupByReason(results).filter(({ reason }) => reason.replace(/\.$/, '') !== incomplete);
  const skipped = reasons.map((group) => style('dim', `- ${nameSome(group.ids)}: ${group.reason}\n`));
  const left = leftOut.length > 0 ? style('dim', `Left out at this depth: ${nameAll(leftOut, detail)}.\n`) : '';
  const effort = `(${count(requests, 'request')} in ${(durationMs / 1000).toFixed(1)} s, seed ${seed})`;
  const isRed = summary.notMet > 0 || summary.metAgain.length > 0;
  const colour = isRed ? 'red' : incomplete ? 'yellow' : 'green';
  const last = `${style(colour, toCounts(summary))} ${style('dim', effort)}\n`;
  const sections = [
    groups,
    ...causes,
    toKnown(results, summary)
      .map((line) => `${line}\n`)
      .join(''),
    isQuiet || skipped.length === 0 ? '' : `Skipped:\n${skipped.join('')}`,
    `${isQuiet || dates === undefined ? '' : `The ${dates}.\n`}${isQuiet ? '' : left}${last}`,
  ].filter(Boolean);
  const lead = detail === 'verbose' ? '\n' : '';
  return `${lead}${sections.join('\n')}${incomplete ? `${style('yellow', `Incomplete: ${toSentence(incomplete)}`)}\n` : ''}`;
}

/** The line of a group in which something could be judged. */
function toGroup(group: string, results: readonly RequirementResult[], style: Style): string {
  const all = results.filter(({ id }) => id.startsWith(`${group}-`));
  const judged = all.filter(({ outcome }) => outcome !== 'skipped');
  if (judged.length === 0) return '';
  const unmet = judged.filter(({ outcome, isKnown }) => outcome === 'not met' && !isKnown);
  const met = judged.filter(({ outcome }) => outcome === 'met').length;
  const level = unmet.some((result) => result.level === 'MUST') ? 'MUST' : 'SHOULD';
  const sign = unmet.length === 0 ? style('green', '✓') : toCross(level, style);
  const known = all.filter(({ isKnown }) => isKnown).length;
  const skipped = all.length - judged.length;
  const counts = [
    `${met} met`,
    ...(unmet.length > 0 ? [`not met: ${unmet.map(({ id }) => id).join(' ')}`] : []),
    ...(known > 0 ? [toKnownCount(known)] : []),
    ...(skipped > 0 ? [style('dim', `${skipped} skipped`)] : []),
  ];
  return `${sign} ${group.padEnd(9)} ${counts.join(', ')}\n`;
}

function nameAll(ids: readonly string[], detail: Detail): string {
  return detail === 'verbose' ? ids.join(', ') : nameSome(ids);
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
