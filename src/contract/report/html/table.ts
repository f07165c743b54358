import type { Outcome, RequirementResult } from '../../outcome/result.ts';
import { GROUPS } from '../../outcome/result.ts';
import { html, type Markup } from './markup.ts';

/** Lists all requirements by group with their outcomes; those that are met are collapsed. */
export function toTable(results: readonly RequirementResult[]): Markup {
  const met = results.filter(({ outcome }) => outcome === 'met');
  const others = results.filter(({ outcome }) => outcome !== 'met');
  return html`<section aria-labelledby="all">
<h2 id="all">All requirements</h2>
${others.length > 0 ? toRows(others) : undefined}
${met.length > 0 ? html`<details><summary>${met.length} met</summary>${toRows(met)}</details>` : undefined}
</section>`;
}

function toRows(results: readonly RequirementResult[]): Markup {
  return html`<table>
<thead><tr><th scope="col">ID</th><th scope="col">Requirement</th><th scope="col">Outcome</th></tr></thead>
${GROUPS.map((group) =>
  toGroup(
    group,
    results.filter(({ id }) => id.startsWith(`${group}-`)),
  ),
)}
</table>`;
}

function toGroup(group: string, results: readonly RequirementResult[]): Markup {
  if (results.length === 0) return html``;
  return html`<tbody>
<tr class="group"><th colspan="3" scope="rowgroup">${group}</th></tr>
${results.map(toRow)}
</tbody>`;
}

function toRow({ id, level, title, outcome, isKnown, reason }: RequirementResult): Markup {
  return html`<tr>
<th scope="row">${outcome === 'not met' && !isKnown ? html`<a href="#${id}">${id}</a>` : id} <span class="level">${level}</span></th>
<td>${title}${reason === undefined ? undefined : html`<span class="reason">Skipped: ${reason}</span>`}</td>
<td>${isKnown ? html`<span class="badge warned"><span aria-hidden="true">~</span> known failure</span>` : toBadge(outcome, level)}</td>
</tr>`;
}

const BADGES: Readonly<Record<Outcome, { readonly name: string; readonly sign: string; readonly words: string }>> = {
  met: { name: 'met', sign: '✓', words: 'met' },
  'not met': { name: 'failed', sign: '✗', words: 'not met' },
  skipped: { name: 'skipped', sign: '–', words: 'skipped' },
};

function toBadge(outcome: Outcome, level: RequirementResult['level']): Markup {
  const { name, sign, words } = BADGES[outcome];
  const grade = outcome === 'not met' && level === 'SHOULD' ? 'warned' : name;
  return html`<span class="badge ${grade}"><span aria-hidden="true">${grade === 'warned' ? '!' : sign}</span> ${words}</span>`;
}
