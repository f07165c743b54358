import { toSpan } from '../../look/time-text.ts';
import { visibleText } from '../parts/visible-text.ts';

/** Writes a path for people, with percent-encoded letters decoded. */
export function readablePath(path: string): string {
  try {
    return visibleText(decodeURI(path));
  } catch {
    // broken percent-encoding is shown as it is
    return visibleText(path);
  }
}

/** From this span on, milliseconds are omitted. */
const LONG_MS = 10_000;

/** Writes a span of time as precisely as is useful: to the second if it is long. */
export function toRoundSpan(spanMs: number): string {
  return toSpan(spanMs < LONG_MS ? Math.round(spanMs) : Math.round(spanMs / 1000) * 1000);
}

type Weight = 400 | 700;
const pens = new Map<Weight, CanvasRenderingContext2D | null>();

/** Returns the width of a timeline text in the user's font, in pixels. */
export function textWidth(text: string, weight: Weight = 400): number {
  let pen = pens.get(weight);
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    if (pen) pen.font = `${weight} ${FONT_SIZE}px ${getComputedStyle(document.body).fontFamily}`;
    pens.set(weight, pen);
  }
  return pen ? pen.measureText(text).width : text.length * USUAL_WIDTH;
}

/** As in the timeline's style, in pixels. */
const FONT_SIZE = 12;
const USUAL_WIDTH = 6.8;
