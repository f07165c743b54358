import { type Kind, kindOf, OUTLINES } from '../../../look/shapes.ts';
import { html, type Markup } from './markup.ts';
import { type DrawnEvent, type Fate, fateOf } from './timeline-items.ts';

/**
 * Draws an event at 0,0: the shape shows its type; the fill, the line and the sign inside show its fate.
 * Unknown types are all drawn as `other`, so that no text of the server gets into a drawing.
 */
export function toMark(event: DrawnEvent): Markup {
  const fate = fateOf(event);
  return html`<g class="mark ${toClass(fate)}"><title>${kindOf(event.type)} ${fate}</title>${toOutline(kindOf(event.type))}${SIGNS[fate]}</g>`;
}

function toOutline(kind: Kind): Markup {
  return html`<path class="outline" d="${OUTLINES[kind]}"/>`;
}

const SIGNS: Readonly<Record<Fate, Markup | undefined>> = {
  kept: undefined,
  missing: html`<path class="sign" d="M-2.75-2.75 2.75 2.75M2.75-2.75-2.75 2.75"/>`,
  extra: html`<path class="sign" d="M-3.5 0H3.5M0-3.5V3.5"/>`,
  'left out': undefined,
};

const KINDS: readonly Kind[] = ['LOCATION', 'CLICK', 'other'];

const FATES: readonly (readonly [Fate, string])[] = [
  ['kept', 'kept, as it should be'],
  ['missing', 'missing, should be there'],
  ['extra', 'extra, should not be there'],
  ['left out', 'left out, as it should be'],
];

/** Explains the shapes of these events. */
export function toLegend(events: readonly DrawnEvent[]): Markup {
  const kinds = KINDS.filter((kind) => events.some(({ type }) => kindOf(type) === kind));
  const fates = FATES.filter(([fate]) => events.some((event) => fateOf(event) === fate));
  const outline = toOutline(kinds[0] ?? 'LOCATION');
  return html`<ul class="legend" aria-label="Legend">
${kinds.map((kind) => toEntry(html`<g class="mark">${toOutline(kind)}</g>`, kind === 'other' ? 'another type' : kind))}
${fates.map(([fate, words]) => toEntry(html`<g class="mark ${toClass(fate)}">${outline}${SIGNS[fate]}</g>`, words))}
</ul>`;
}

function toEntry(mark: Markup, words: string): Markup {
  return html`<li><svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">${mark}</svg>${words}</li>`;
}

function toClass(fate: Fate): string {
  return fate.replace(' ', '-');
}
