import type { RequirementResult } from '../../outcome/result.ts';
import type { Cause } from '../causes.ts';
import { html, type Markup } from './markup.ts';
import { toTimeline } from './timeline.ts';

/** Shows failures by their likely causes; nothing if there are none. */
export function toCauses(causes: readonly Cause[]): Markup {
  if (causes.length === 0) return html``;
  return html`<section aria-labelledby="causes">
<h2 id="causes">What is not met, by likely cause</h2>
${causes.map(toCause)}
</section>`;
}

function toCause({ diagnosis, results: [first, ...others] }: Cause): Markup {
  if (!first) return html``;
  return html`<article class="cause ${first.level}" aria-labelledby="cause-${first.id}">
<p class="kind">${diagnosis === undefined ? 'No cause recognised' : 'Likely cause'}</p>
<h3 id="cause-${first.id}">${diagnosis ?? toSentence(first.title)}</h3>
<p class="row"><b>${first.id}</b> <span class="level">${first.level}</span>${diagnosis === undefined ? undefined : html` ${first.title}`}</p>
${toEvidence(first)}
${others.length > 0 ? html`<h4>The same cause explains</h4>${others.map(toOther)}` : undefined}
</article>`;
}

function toSentence(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
}

function toOther(result: RequirementResult): Markup {
  return html`<details>
<summary><b>${result.id}</b> <span class="level">${result.level}</span> ${result.title}</summary>
${toEvidence(result)}
</details>`;
}

function toEvidence({ id, source, expected, received, curl, command, window }: RequirementResult): Markup {
  return html`<div class="evidence${window ? ' with-window' : ''}" id="${id}">
<dl>
${toFact('Source', source)}${toFact('Expected', expected)}${toFact('Received', received)}
${curl === undefined ? undefined : html`<div><dt>Repeat it</dt><dd><pre class="curl"><code>${curl}</code></pre></dd></div>`}
${command === undefined ? undefined : html`<div><dt>Repeat all of it</dt><dd><pre class="curl"><code>${command}</code></pre></dd></div>`}
<div><dt>More</dt><dd><code>openreplay-kit explain ${id}</code></dd></div>
</dl>
${window ? toTimeline(id, window) : undefined}
</div>`;
}

function toFact(name: string, text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<div class="${name}"><dt>${name}</dt><dd>${text}</dd></div>`;
}
