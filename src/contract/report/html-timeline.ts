import type { WindowEvidence } from '../failure.ts';
import { toLegend } from './html-mark.ts';
import { html, type Markup } from './html-markup.ts';
import { toItems } from './html-timeline-items.ts';
import { layOut } from './html-timeline-layout.ts';
import { toBand, toRow } from './html-timeline-rows.ts';
import { toCaption, toDescription, toName } from './html-timeline-words.ts';

/** Draws a window that went wrong, from early at the top to late at the bottom, with a legend and the same in words. */
export function toTimeline(id: string, evidence: WindowEvidence): Markup {
  const items = toItems(evidence);
  const { placed, height } = layOut(items);
  return html`<figure>
<figcaption>${toCaption(evidence)}</figcaption>
<svg class="timeline" width="100%" height="${height}" role="img" aria-labelledby="name-${id}" aria-describedby="text-${id}">
<title id="name-${id}">${toName(evidence)}</title>
<desc id="text-${id}">${toDescription(items)}</desc>
${toBand(placed, height)}
${placed.map(toRow)}
</svg>
${toLegend(items.flatMap((item) => (item.kind === 'bound' ? [] : item.events)))}
</figure>`;
}
