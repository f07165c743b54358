import { toIso, toSpan } from '../../../look/time-text.ts';
import { toMark } from './mark.ts';
import { html, type Markup } from './markup.ts';
import { type BoundItem, countFates, type InstantItem } from './timeline-items.ts';
import { BETWEEN, OPEN_EDGE, type Placed } from './timeline-layout.ts';
import { countGap } from './timeline-words.ts';

/** Pixels from the left; everything fits a phone 360 pixels wide. */
const LEFT = 8;
const AXIS = 194;
const MARK_STEP = 18;
const MAX_MARKS = 3;
/** How many characters fit left of the axis. */
const LABEL_LENGTH = 24;

/** Draws the time span of the window; it extends to the edge where there is no bound. */
export function toBand(placed: readonly Placed[], height: number): Markup {
  const rowOf = (name: BoundItem['name']) => placed.find(({ item }) => item.kind === 'bound' && item.name === name);
  const [start, end] = [rowOf('start_date'), rowOf('end_date')];
  const [top, bottom] = [start?.top ?? 0, end?.bottom ?? height];
  if (bottom < top) return html``;
  return html`<rect class="band" y="${top}" width="100%" height="${bottom - top}"/>
${start ? undefined : toText(LEFT, OPEN_EDGE - 7, 'dim', 'no start_date')}
${end ? undefined : toText(LEFT, height - 7, 'dim', 'no end_date')}`;
}

/** Draws an item, and above it the time since the previous one. */
export function toRow({ item, top, bottom, sinceMs }: Placed): Markup {
  const middle = (top + bottom) / 2;
  const from = sinceMs === undefined ? top : top - BETWEEN;
  return html`<path class="axis" d="M${AXIS} ${from}V${item.kind === 'gap' ? top : bottom}"/>
${sinceMs === undefined ? undefined : toText(AXIS + 14, top - 7, 'dim', toDistance(sinceMs))}
${item.kind === 'bound' ? toBound(item, top, bottom) : undefined}
${item.kind === 'gap' ? toText(LEFT, middle + 4, 'gap', `⋮ ${countGap(item)}`) : undefined}
${item.kind === 'instant' ? toInstant(item, middle) : undefined}`;
}

function toDistance(ms: number): string {
  return ms === 0 ? 'same instant' : toSpan(ms).replace(/^(?=\d)/, '+ ');
}

function toBound({ name, time }: BoundItem, top: number, bottom: number): Markup {
  const edge = name === 'start_date' ? top : bottom;
  return html`<path class="edge" d="M0 ${edge}H4000"/>
${toLabel(top + 17, 'bound', `${name} ${time}`)}
${toLabel(top + 32, 'time', toIso(time))}`;
}

function toInstant({ time, events }: InstantItem, middle: number): Markup {
  const drawn = events.slice(0, MAX_MARKS);
  const more = events.length > MAX_MARKS ? `+ ${events.length - MAX_MARKS}` : '';
  const words = [more, countFates(events, ['missing', 'extra'])].filter(Boolean).join('; ');
  return html`${toLabel(middle + 4, 'time', toIso(time))}
${drawn.map((event, index) => html`<g transform="translate(${AXIS + index * MARK_STEP} ${middle})">${toMark(event)}</g>`)}
${toText(AXIS + drawn.length * MARK_STEP - 4, middle + 4, 'wrong', words)}`;
}

function toText(x: number, y: number, name: string, text: string): Markup {
  return html`<text class="${name}" x="${x}" y="${y}">${text}</text>`;
}

/** Writes a text left of the axis; years past 9999 and times in microseconds are condensed to fit. */
function toLabel(y: number, name: string, text: string): Markup {
  const fit = text.length > LABEL_LENGTH ? html` textLength="${AXIS - 18}" lengthAdjust="spacingAndGlyphs"` : undefined;
  return html`<text class="${name}" x="${LEFT}" y="${y}"${fit}>${text}</text>`;
}
