import { type Cause, groupByCause } from './causes.ts';
import type { Reporter } from './reporter.ts';

const FENCE = '```';

/** Reports as Markdown, for a pull request or the summary of a CI job. */
export function createMarkdownReporter(): Reporter {
  return (event) => {
    if (event.type !== 'end') return '';
    const { results } = event;
    const { baseUrl, failed, warned, met, inconclusive, seed, requests } = event.summary;
    const head = `## ${failed > 0 ? '❌' : '✅'} Contract of ${escapeText(baseUrl)}`;
    const counts = `${met} passed, ${failed} failed, ${warned} warned, ${inconclusive} skipped (${requests} requests, seed ${seed})`;
    const skipped = results
      .filter(({ outcome }) => outcome === 'inconclusive')
      .map(({ id, reason }) => `- ${id}: ${escapeText(reason ?? '')}`);
    const sections = [
      head,
      counts,
      ...groupByCause(results).map(toSection),
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
    ...(others.length > 0 ? [`Explains also ${others.map(({ id }) => id).join(', ')}.`] : []),
  ].join('\n\n');
}

function toCode(line: string): string {
  return `${FENCE}sh\n${line.replaceAll(FENCE, "'''")}\n${FENCE}`;
}

function escapeText(text: string): string {
  // neither markup, nor formulas between dollars, nor addresses that become links by themselves
  return text
    .replace(/[\\`*_{}[\]<>#|~@$&]|:(?=\/\/)|\.(?<=\bwww\.)/gi, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('\n', ' ');
}
