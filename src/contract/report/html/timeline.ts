import { isDated } from '../../../look/time-text.ts';
import type { WindowEvidence } from '../../outcome/failure.ts';
import { toLegend } from './mark.ts';
import { html, type Markup } from './markup.ts';
import { toOverview } from './overview.ts';
import { toSession } from './session.ts';
import { differs, toItems } from './timeline-items.ts';
import { layOut } from './timeline-layout.ts';
import { toBand, toRow } from './timeline-rows.ts';
import { toCaption, toDescription, toName } from './timeline-words.ts';

/**
 * Draws a window that went wrong: all events to scale, the session of the first difference, and, with the earliest at the
 * top, what happened around the bounds; with a legend and a description in words.
 */
export function toTimeline(id: string, evidence: WindowEvidence): Markup {
  return html`<figure>
<figcaption>${toCaption(evidence)}</figcaption>
${toScaled(evidence)}
${toClose(id, evidence)}
${toLegend(evidence.events)}
</figure>`;
}

/** Times without a valid date cannot share a scale with the others. */
function toScaled(evidence: WindowEvidence): Markup {
  const events = evidence.events.filter(({ timestamp }) => isDated(timestamp));
  const first = events.find(differs);
  const session = events.filter((event) => event.session === first?.session);
  const isAll = session.length === events.length;
  return html`${hasLength(events) && !isAll ? html`<p class="part">All events over time</p>${toOverview(evidence, events)}` : undefined}
${hasLength(session) ? html`<p class="part">${isAll ? 'The session over time' : 'The session of the first difference'}</p>${toSession(evidence, session)}` : undefined}`;
}

function hasLength(events: WindowEvidence['events']): boolean {
  return events.some(({ timestamp }) => timestamp !== events[0]?.timestamp);
}

function toClose(id: string, evidence: WindowEvidence): Markup {
  const items = toItems(evidence);
  const { placed, height } = layOut(items);
  return html`<p class="part">Close up, not to scale: the time from one line to the next is written between them</p>
<svg class="timeline" width="100%" height="${height}" role="img" aria-labelledby="name-${id}" aria-describedby="text-${id}">
<title id="name-${id}">${toName(evidence)}</title>
<desc id="text-${id}">${toDescription(items)}</desc>
${toBand(placed, height)}
${placed.map(toRow)}
</svg>`;
}
