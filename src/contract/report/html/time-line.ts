import { stepFor, type TimeScale, ticksOf } from '../../../look/time-scale.ts';
import type { WindowEvidence } from '../../outcome/failure.ts';
import { html, type Markup } from './markup.ts';

/** Margin on both sides, in percent, so that a mark at the very end is fully visible. */
const SIDE = 3;
/** Few enough for their labels to stay apart on a phone. */
const MOST_STEPS = 3;
/** After this position, the label of a tick would be cut off. */
const LAST_WORDS = 0.72;

/** Writes a position on a line, 0 to 1, as a share of the width of the drawing. */
export function toX(place: number): string {
  return `${(SIDE + place * (100 - 2 * SIDE)).toFixed(2)}%`;
}

/** Writes a length on a line. */
export function toWidth(share: number): string {
  return `${(share * (100 - 2 * SIDE)).toFixed(2)}%`;
}

/** Draws the part of a window that lies on the line. */
export function toWindowBand({ start, end }: WindowEvidence, scale: TimeScale, height: number): Markup {
  const [left, right] = [scale.at(start ?? scale.start), scale.at(end ?? scale.end)];
  if (right <= left) return html``;
  return html`<rect class="band" x="${toX(left)}" width="${toWidth(right - left)}" height="${height}"/>`;
}

/** Draws the bounds of a window that lie on the line. */
export function toWindowEdges({ start, end }: WindowEvidence, scale: TimeScale, height: number): Markup {
  const edges = [start, end].filter((bound) => bound !== undefined && bound >= scale.start && bound <= scale.end);
  return html`${edges.map((bound = scale.start) => {
    const x = toX(scale.at(bound));
    return html`<line class="edge" x1="${x}" x2="${x}" y1="0" y2="${height}"/>`;
  })}`;
}

/**
 * Draws an axis with round times.
 *
 * @param origin - the time that steps are counted from, in ms since 1970.
 * @param toWords - formats a time with such a step, both in ms.
 */
export function toAxis(
  scale: TimeScale,
  y: number,
  origin: number,
  toWords: (time: number, stepMs: number) => string,
): Markup {
  const stepMs = stepFor(scale.end - scale.start, MOST_STEPS);
  const ticks = ticksOf(scale, stepMs, origin).map((time) => {
    const x = toX(scale.at(time));
    const hasRoom = scale.at(time) <= LAST_WORDS;
    return html`<line class="axis" x1="${x}" x2="${x}" y1="${y}" y2="${y + 4}"/>
${hasRoom ? html`<text class="time dim" x="${x}" y="${y + 15}">${toWords(time, stepMs)}</text>` : undefined}`;
  });
  return html`<line class="axis" x1="${toX(0)}" x2="${toX(1)}" y1="${y}" y2="${y}"/>${ticks}`;
}
