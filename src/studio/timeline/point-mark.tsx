import type { PlacedLabel } from '../../look/place-labels.ts';
import type { Point } from '../../look/session-layout.ts';
import { kindOf, OUTLINES } from '../../look/shapes.ts';
import type { ToButton } from './mark-button.ts';
import type { Rows } from './timeline-rows.ts';

/** A click or another event at a point in time, with its label where there is room. */
export function PointMark(props: {
  readonly point: Point;
  readonly inner: number;
  readonly rows: Rows;
  readonly placed: PlacedLabel | undefined;
  readonly isChosen: boolean;
  readonly toButton: ToButton;
}) {
  const { point, inner, rows, placed, isChosen, toButton } = props;
  const { index, at, label, type } = point;
  const kind = kindOf(type);
  return (
    <g
      class={`event point ${isChosen ? 'chosen' : ''}`}
      {...toButton(index, `${kind === 'CLICK' ? 'Click' : type} “${label}”`)}
    >
      <title>{label}</title>
      {placed?.lane !== undefined && (
        <text class="label" x={placed.x} y={rows.labelOf(placed.lane)}>
          {placed.text}
        </text>
      )}
      <g class={`mark ${kind}`} transform={`translate(${at * inner} ${rows.marks}) scale(.8)`}>
        <path class="outline" d={OUTLINES[kind]} />
      </g>
    </g>
  );
}
