import { html, type Markup } from './html-markup.ts';
import { type DrawnEvent, type Fate, fateOf } from './html-timeline-items.ts';

const NAMES = ['LOCATION', 'CLICK', 'other'] as const;

/** What an event is called; types a server made up are all `other`, so that none of its words get into a drawing. */
export function nameOf({ type }: DrawnEvent): (typeof NAMES)[number] {
  return type === 'LOCATION' || type === 'CLICK' ? type : 'other';
}

/** Draws an event: its type is the outline's shape, what came of it is the filling, the line and the sign inside. */
export function toMark(event: DrawnEvent, x: number, y: number): Markup {
  const fate = fateOf(event);
  return html`<g class="mark ${toClass(fate)}" transform="translate(${x} ${y})"><title>${nameOf(event)} ${fate}</title>${OUTLINES[nameOf(event)]}${SIGNS[fate]}</g>`;
}

const OUTLINES = {
  LOCATION: html`<rect class="outline" x="-7" y="-7" width="14" height="14" rx="1"/>`,
  CLICK: html`<circle class="outline" r="7.5"/>`,
  other: html`<path class="outline" d="M0-7.5 7.5 6H-7.5Z"/>`,
};

const SIGNS: Readonly<Record<Fate, Markup | undefined>> = {
  kept: undefined,
  missing: html`<path class="sign" d="M-2.75-2.75 2.75 2.75M2.75-2.75-2.75 2.75"/>`,
  extra: html`<path class="sign" d="M-3.5 0H3.5M0-3.5V3.5"/>`,
  'left out': undefined,
};

const FATES: readonly (readonly [Fate, string])[] = [
  ['kept', 'kept, as it should be'],
  ['missing', 'missing, should be there'],
  ['extra', 'extra, should not be there'],
  ['left out', 'left out, as it should be'],
];

/** Explains the shapes that stand for these events. */
export function toLegend(events: readonly DrawnEvent[]): Markup {
  const names = NAMES.filter((name) => events.some((event) => nameOf(event) === name));
  const fates = FATES.filter(([fate]) => events.some((event) => fateOf(event) === fate));
  const shape = OUTLINES[names[0] ?? 'LOCATION'];
  return html`<ul class="legend" aria-label="Legend">
${names.map((name) => toEntry(html`<g class="mark">${OUTLINES[name]}</g>`, name === 'other' ? 'another type' : name))}
${fates.map(([fate, words]) => toEntry(html`<g class="mark ${toClass(fate)}">${shape}${SIGNS[fate]}</g>`, words))}
</ul>`;
}

function toEntry(mark: Markup, words: string): Markup {
  return html`<li><svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">${mark}</svg>${words}</li>`;
}

function toClass(fate: Fate): string {
  return fate.replace(' ', '-');
}
