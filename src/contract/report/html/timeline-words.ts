import { kindOf } from '../../../look/shapes.ts';
import { toIso, toSpan } from '../../../look/time-text.ts';
import type { WindowEvidence } from '../../outcome/failure.ts';
import { countFates, differs, fateOf, type GapItem, type TimelineItem } from './timeline-items.ts';

/** Describes a window for screen readers. */
export function toName({ start, end, events }: WindowEvidence): string {
  const bounds = [start === undefined ? '' : `start_date ${start}`, end === undefined ? '' : `end_date ${end}`];
  return `Timeline of the window with ${bounds.filter(Boolean).join(' and ')}: ${countFates(events)}`;
}

/** Describes the whole drawing in chronological order. */
export function toDescription(items: readonly TimelineItem[]): string {
  return items.map((item) => `${toSentence(item)}.`).join(' ');
}

function toSentence(item: TimelineItem): string {
  if (item.kind === 'bound') return `${item.name} ${item.time}, which is ${toIso(item.time)}`;
  if (item.kind === 'gap') return `Not drawn: ${countGap(item)}`;
  return `${toIso(item.time)}: ${item.events.map((event) => `${kindOf(event.type)} ${fateOf(event)}`).join(', ')}`;
}

/** Describes a gap. */
export function countGap({ time, until, events }: GapItem): string {
  return `${countFates(events)} ${until > time ? `within ${toSpan(until - time)}` : 'at one instant'}`;
}

/** Explains what to look at, and what the drawing leaves out. */
export function toCaption({ start, end, events }: WindowEvidence): string {
  const differing = events.filter(differs);
  const sentences = [
    differing.length > 0
      ? `${differing.length} of ${events.length} events differ: ${countFates(differing)}.`
      : 'The events shown are those expected; what differs is their order, their values, or events not shown.',
    ...(start !== undefined && end !== undefined && start > end
      ? ['The window starts after it ends, so nothing lies in it.']
      : []),
  ];
  return sentences.join(' ');
}
