import { areaOf } from '../../../look/area.ts';
import { layOutSession, type Segment } from '../../../look/session-layout.ts';
import { toSpan } from '../../../look/time-text.ts';
import { AREAS } from '../../../look/tokens.ts';
import type { WindowEvidence } from '../../outcome/failure.ts';
import { toMark } from './mark.ts';
import { html, type Markup } from './markup.ts';
import { toAxis, toWidth, toWindowBand, toWindowEdges, toX } from './time-line.ts';
import { countFates, type DrawnEvent, differs } from './timeline-items.ts';

const CLICKS = 14;
const PAGES = 28;
const PAGE_HEIGHT = 26;
const FOOT = PAGES + PAGE_HEIGHT + 6;
const AXIS = 20;
/** In a longer session, only marks of differences are drawn. */
const MOST_MARKS = 60;

/** Draws a session to scale, like the studio: pages as segments of a line, everything else as marks above it. */
export function toSession(evidence: WindowEvidence, events: readonly DrawnEvent[]): Markup {
  const { scale, segments, points } = layOutSession(events);
  const places = [
    ...segments.map(({ index, from }) => ({ index, at: from, y: PAGES + PAGE_HEIGHT / 2 })),
    ...points.map(({ index, at }) => ({ index, at, y: CLICKS })),
  ];
  const toMarks = (isDrawn: (event: DrawnEvent) => boolean) =>
    places.map(({ index, at, y }) => {
      const event = events[index];
      if (!event || !isDrawn(event)) return html``;
      return html`<svg x="${toX(at)}" y="${y}" overflow="visible">${toMark(event)}</svg>`;
    });
  return html`<svg class="timeline" width="100%" height="${FOOT + AXIS}" role="img" aria-label="A session of ${events.length} events: ${countFates(events)}">
${toWindowBand(evidence, scale, FOOT)}
${segments.map(toSegment)}
${toWindowEdges(evidence, scale, FOOT)}
${toMarks((event) => events.length <= MOST_MARKS && !differs(event))}
${toMarks(differs)}
${toAxis(scale, FOOT, scale.start, (time) => (time === scale.start ? '0 s' : `+${toSpan(time - scale.start)}`))}
</svg>`;
}

function toSegment({ from, to, path }: Segment): Markup {
  return html`<rect class="segment area-${areaOf(path, AREAS)}" x="${toX(from)}" y="${PAGES}" width="${toWidth(to - from)}" height="${PAGE_HEIGHT}" rx="3"><title>${path}</title></rect>`;
}
