import { count } from '../../../shared/count.ts';
import { toSentence } from '../../../shared/sentence.ts';
import { VERSION } from '../../../shared/version.ts';
import type { RequirementResult, Summary } from '../../outcome/result.ts';
import type { Cause } from '../causes.ts';
import { toKnown } from '../counts.ts';
import { html, type Markup } from './markup.ts';

/** The data of the page header. */
interface Overview {
  readonly summary: Summary;
  readonly results: readonly RequirementResult[];
  readonly causes: readonly Cause[];
}

/** Shows what was verified, the verdict, and the numbers behind it. */
export function toSummary(overview: Overview): Markup {
  const { baseUrl, met, notMet, shouldNotMet, skipped, seed, requests, startedAt, durationMs, dates } =
    overview.summary;
  return html`<header>
<p class="kind">Contract of the user-sessions API</p>
<h1>${baseUrl}</h1>
<p class="verdict ${gradeOf(overview.summary)}">${toVerdict(overview)}</p>
<dl class="counts">
${toCount('met', 'Met', met)}${toCount('failed', 'Not met', notMet)}
${toCount('warned', 'SHOULD not met', shouldNotMet)}${toCount('skipped', 'Skipped', skipped)}
</dl>
<p class="effort">${new Date(startedAt)
    .toISOString()
    .replace('T', ' ')
    .replace(
      /\.\d+Z$/,
      ' UTC',
    )}, openreplay-kit ${VERSION}. ${count(requests, 'request')} in ${(durationMs / 1000).toFixed(1)} s. Seed ${seed} repeats the random choices of the run.${dates === undefined ? '' : ` The ${dates}.`}${toKnown(
    overview.results,
    overview.summary,
  )
    .map((line) => ` ${line}`)
    .join('')}</p>
</header>`;
}

function toCount(name: string, label: string, count: number): Markup {
  return html`<div class="${count > 0 ? name : 'none'}"><dt>${label}</dt><dd>${count}</dd></div>`;
}

function gradeOf({ notMet, shouldNotMet, incomplete }: Summary): 'met' | 'failed' | 'warned' {
  if (notMet > 0) return 'failed';
  return shouldNotMet > 0 || incomplete !== undefined ? 'warned' : 'met';
}

function toVerdict({ summary: { notMet, shouldNotMet, skipped, incomplete }, results, causes }: Overview): string {
  const total = count(results.length, 'requirement');
  if (notMet > 0) {
    const unmet = `${notMet} of ${total} ${isOrAre(notMet)} not met`;
    return `The server does not meet the contract: ${unmet}${toExplained(causes, notMet + shouldNotMet)}.`;
  }
  if (incomplete !== undefined)
    return `It is not known whether the server meets the contract: ${toSentence(incomplete)}`;
  const limits = [
    ...(shouldNotMet > 0 ? [`${count(shouldNotMet, 'recommendation')} (SHOULD) ${isOrAre(shouldNotMet)} not met`] : []),
    ...(skipped > 0 ? [`${count(skipped, 'requirement')} could not be checked`] : []),
  ];
  if (limits.length > 0) return `The server meets the contract as far as it was checked: ${limits.join(', and ')}.`;
  return `The server meets the contract: all ${total} are met.`;
}

function toExplained(causes: readonly Cause[], unmet: number): string {
  const known = causes.filter(({ diagnosis }) => diagnosis !== undefined);
  const explained = known.reduce((sum, { results }) => sum + results.length, 0);
  if (explained < 2) return '';
  const mistakes = known.length === 1 ? 'one mistake' : `${known.length} mistakes`;
  return `; ${mistakes} would explain ${explained === unmet ? 'all' : explained} of them`;
}

function isOrAre(many: number): string {
  return many === 1 ? 'is' : 'are';
}
