import { type Figure, type Finding, isReached, type Target } from './finding.ts';
import type { Spread } from './spread.ts';

const HEAD = ['what', 'figure (least to most)', 'ratio (least to most)', 'target', ''];

/** Writes findings as a plain table, one line each; what is missing comes last, with the reason. */
export function writeTable(findings: readonly Finding[]): string {
  const rows = [HEAD, ...findings.flatMap((finding) => ('missing' in finding ? [] : [toCells(finding)]))];
  // not in a column of its own: a reason is long, and would push the others apart
  const reasons = findings.flatMap((finding) => ('missing' in finding ? [`${finding.what}: ${finding.missing}`] : []));
  if (rows.length === 1) return reasons.join('\n');
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1), ...reasons].join('\n');
}

function toCells(figure: Figure): string[] {
  const { what, value, unit = '', ratio, beside, target } = figure;
  return [
    what,
    value ? `${writeSpread(value)} ${unit}`.trimEnd() : '',
    ratio ? `${writeSpread(ratio)} x ${beside ?? ''}`.trimEnd() : '',
    target ? writeTarget(target) : '',
    writeOutcome(figure),
  ];
}

function writeOutcome(figure: Figure): string {
  const reached = isReached(figure);
  if (reached === undefined) return '';
  return reached ? 'reached' : 'NOT REACHED';
}

/** Writes a target as a bound. */
export function writeTarget(target: Target): string {
  return 'atLeast' in target ? `>= ${writeNumber(target.atLeast)}` : `<= ${writeNumber(target.atMost)}`;
}

/** Writes the median, with the least and the most. */
export function writeSpread({ median, least, most }: Spread): string {
  if (least === most) return writeNumber(median);
  return `${writeNumber(median)} (${writeNumber(least)} to ${writeNumber(most)})`;
}

/** Three digits that count, and whole numbers in full: more would claim what no machine repeats. */
export function writeNumber(value: number): string {
  if (Math.abs(value) >= 100 || value === 0) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
