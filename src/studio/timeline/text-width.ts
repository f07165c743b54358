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
