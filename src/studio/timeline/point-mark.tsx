import type { PlacedLabel } from '../../look/place-labels.ts';
import type { Point } from '../../look/session-layout.ts';
import { kindOf, OUTLINES } from '../../look/shapes.ts';
import { visibleText } from '../parts/visible-text.ts';
import type { ToButton } from './mark-button.ts';
import { textWidth } from './texts.ts';
import type { Rows } from './timeline-rows.ts';

/** A click or another event, and where it is drawn. */
interface PointDrawing {
  readonly point: Point;
  readonly inner: number;
  readonly rows: Rows;
  readonly isChosen: boolean;
  readonly toButton: ToButton;
}

/** A click or another event at its point in time. */
export function PointMark({ point, inner, rows, isChosen, toButton }: PointDrawing) {
  const { index, at, label, type } = point;
  const kind = kindOf(type);
  const text = visibleText(label);
  return (
    <g
      class={`event point ${isChosen ? 'chosen' : ''}`}
      {...toButton(index, `${kind === 'CLICK' ? 'Click' : type} “${text}”`)}
    >
      <title>{text}</title>
      <g class={`mark ${kind}`} transform={`translate(${at * inner} ${rows.marks}) scale(.8)`}>
        <path class="outline" d={OUTLINES[kind]} />
      </g>
    </g>
  );
}

/** The label of such an event, if there is room for it. */
export function PointLabel(props: {
  readonly placed: PlacedLabel;
  readonly inner: number;
  readonly rows: Rows;
  readonly isChosen: boolean;
  readonly onPress: () => void;
}) {
  const { placed, inner, rows, isChosen, onPress } = props;
  if (placed.lane === undefined) return null;
  // bold is wider, and still has to end inside
  const x = isChosen ? Math.max(0, Math.min(placed.x, inner - textWidth(placed.text, 700))) : placed.x;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the mark is the button, this only makes it larger
    <text class={`label ${isChosen ? 'chosen' : ''}`} x={x} y={rows.labelOf(placed.lane)} onClick={onPress}>
      {placed.text}
    </text>
  );
}
