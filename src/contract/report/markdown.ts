import { count } from '../../shared/count.ts';
import { toSentence } from '../../shared/sentence.ts';
import { type Cause, groupByCause } from './causes.ts';
import { toCounts, toKnown } from './counts.ts';
import type { Reporter } from './reporter.ts';
import { groupByReason, nameSome } from './skipped.ts';

const FENCE = '```';

/** Reports as Markdown, for a pull request or the summary of a CI job. */
export function createMarkdownReporter(): Reporter {
  return (event) => {
    if (event.type !== 'end') return '';
    const { results } = event;
    const { baseUrl, notMet, seed, requests, dates, incomplete } = event.summary;
    const sign = notMet > 0 ? '❌' : incomplete === undefined ? '✅' : '⚠️';
    const skipped = groupByReason(results).map((group) => `- ${nameSome(group.ids)}: ${escapeText(group.reason)}`);
    const sections = [
      `## ${sign} Contract of ${escapeMarkup(baseUrl)}`,
      ...(incomplete === undefined ? [] : [`Incomplete: ${toSentence(escapeText(incomplete))}`]),
      `${toCounts(event.summary)} (${count(requests, 'request')}, seed ${seed})`,
      ...(dates === undefined ? [] : [`The ${escapeText(dates)}.`]),
      ...groupByCause(results).map(toSection),
      ...toKnown(results, event.summary).map(escapeText),
      ...(skipped.length > 0 ? [`<details><summary>Skipped</summary>\n\n${skipped.join('\n')}\n\n</details>`] : []),
    ];
    return `${sections.join('\n\n')}\n`;
  };
}

function toSection({ diagnosis, results: [first, ...others] }: Cause): string {
  if (!first) return '';
  return [
    `### ${escapeText(diagnosis ?? first.title)}`,
    `**${first.id}** (${first.level}) ${escapeText(first.title)}. Source: ${escapeText(first.source)}.`,
    `- Expected: ${escapeText(first.expected ?? '')}\n- Received: ${escapeText(first.received ?? '')}`,
    ...[first.curl, first.command].map((line) => (line ? toCode(line) : '')).filter(Boolean),
    ...(others.length > 0 ? [`Also explains ${others.map(({ id }) => id).join(', ')}.`] : []),
  ].join('\n\n');
}

function toCode(line: string): string {
  return `${FENCE}sh\n${line.replaceAll(FENCE, "'''")}\n${FENCE}`;
}

/** Shows text literally, neither as markup nor as a formula between dollar signs. */
function escapeMarkup(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~@$&]/g, toEntity).replaceAll('\n', ' ');
}

/** Shows text from a server: in addition, no address in it becomes a link. */
function escapeText(text: string): string {
  return escapeMarkup(text).replace(/:(?=\/\/)|(?<=\bwww)\./gi, toEntity);
}

function toEntity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
