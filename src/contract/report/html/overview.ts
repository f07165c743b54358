import { countByTime } from '../../../look/histogram.ts';
import { toIso, toTick } from '../../../look/time-text.ts';
import type { WindowEvidence } from '../../outcome/failure.ts';
import { html, type Markup } from './markup.ts';
import { toAxis, toWidth, toWindowBand, toWindowEdges, toX } from './time-line.ts';
import { type DrawnEvent, differs } from './timeline-items.ts';

const BARS = 44;
const BINS = 48;
const AXIS = 20;
const LEAST_HEIGHT = 3;

/** Draws the number of events over time, to scale, and where some of them differ. */
export function toOverview(evidence: WindowEvidence, events: readonly DrawnEvent[]): Markup {
  const times = events.map(({ timestamp }) => timestamp).sort((a, b) => a - b);
  const { scale, counts, most } = countByTime(times, BINS);
  const differing = events.filter(differs).map(({ timestamp }) => timestamp);
  const binOf = (time: number) => Math.min(BINS - 1, Math.floor(scale.at(time) * BINS));
  const wrong = counts.map((_, bin) => differing.filter((time) => binOf(time) === bin).length);
  const [left, right] = [scale.at(evidence.start ?? scale.start), scale.at(evidence.end ?? scale.end)];
  const toBar = (count: number, bin: number, name: string) => {
    const high = Math.max(LEAST_HEIGHT, (count / most) * (BARS - 4));
    const x = toX((bin + 0.08) / BINS);
    return html`<rect class="${name}" x="${x}" y="${(BARS - high).toFixed(1)}" width="${toWidth(0.84 / BINS)}" height="${high.toFixed(1)}"/>`;
  };
  const isIn = (bin: number) => (bin + 1) / BINS >= left && bin / BINS <= right;
  const name = `${events.length} events from ${toIso(times[0] ?? 0)} to ${toIso(times.at(-1) ?? 0)}, ${differing.length} of which differ`;
  return html`<svg class="timeline" width="100%" height="${BARS + AXIS}" role="img" aria-label="${name}">
${toWindowBand(evidence, scale, BARS)}
${counts.map((count, bin) => (count > 0 ? toBar(count, bin, isIn(bin) ? 'bar in' : 'bar') : html``))}
${wrong.map((count, bin) => (count > 0 ? toBar(count, bin, 'bar differs') : html``))}
${toWindowEdges(evidence, scale, BARS)}
${toAxis(scale, BARS, 0, toTick)}
</svg>`;
}
