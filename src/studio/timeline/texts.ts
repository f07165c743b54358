import { toSpan } from '../../look/time-text.ts';
import { visibleText } from '../parts/visible-text.ts';

/** Writes a path as people read it: letters of all scripts in place of their percent-encoding, where there is any. */
export function readablePath(path: string): string {
  try {
    return visibleText(decodeURI(path));
  } catch {
    // broken percent-encoding is shown as it is
    return visibleText(path);
  }
}

/** From this span on, milliseconds are more than one wants to read. */
const LONG_MS = 10_000;

/** Writes a span of time as closely as it is of use: to the second where it is long. */
export function toRoundSpan(spanMs: number): string {
  return toSpan(spanMs < LONG_MS ? Math.round(spanMs) : Math.round(spanMs / 1000) * 1000);
}

let pen: CanvasRenderingContext2D | null | undefined;

/** Gives how wide a text of a timeline is in the reader's font, in pixels. */
export function textWidth(text: string): number {
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    if (pen) pen.font = `${FONT_SIZE}px ${getComputedStyle(document.body).fontFamily}`;
  }
  return pen ? pen.measureText(text).width : text.length * USUAL_WIDTH;
}

/** As the style of a timeline has it, in pixels. */
const FONT_SIZE = 12;
const USUAL_WIDTH = 6.8;
