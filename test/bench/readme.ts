import { fill, toTable } from '../readme/markdown.ts';
import { type Finding, isReached } from './finding.ts';
import type { Report } from './report.ts';
import { writeSpread, writeTarget } from './table.ts';

/**
 * Writes the figures into a README, between `<!-- bench:start -->` and `<!-- bench:end -->`. Of a measure that has
 * ratios or targets only these: speeds alone say more about the machine than about the mock.
 */
export function writeBenchmarks(markdown: string, { machine, rounds, seconds, sections }: Report): string {
  const { date, cpu, cores, node, loadGenerator } = machine;
  const when = `${date.slice(0, 10)}: ${cpu}, ${cores}, ${node}, ${loadGenerator}`;
  const how = `Median of ${rounds} rounds of ${seconds} s, in parentheses the least and the most.`;
  const rows = sections.flatMap(({ title, findings }) => {
    const notable = findings.filter((finding) => 'missing' in finding || finding.ratio || finding.target);
    const lines = (notable.length > 0 ? notable : findings).map(toCells);
    return lines.map((cells, index) => [index === 0 ? title : '', ...cells]);
  });
  const table = toTable(['Measure', 'Of what', 'Result', 'Target'], rows);
  return fill(markdown, 'bench', `${when}. ${how}\n\n${table}`);
}

function toCells(figure: Finding): string[] {
  if ('missing' in figure) return [figure.what, figure.missing, ''];
  const { what, value, unit = '', ratio, beside, target } = figure;
  const result = ratio ? `${writeSpread(ratio)} x ${beside}` : value ? `${writeSpread(value)} ${unit}`.trimEnd() : '';
  const missed = isReached(figure) === false ? ', not reached' : '';
  return [what, result, target ? `${writeTarget(target)}${missed}` : ''];
}
