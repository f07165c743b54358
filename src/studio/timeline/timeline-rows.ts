/** Room at both sides, so that a mark at the edge is fully visible. All in pixels. */
export const SIDE = 9;
/** The usual width of a character. */
export const CHARACTER = 6.8;
export const LABEL_LANES = 2;
export const PAGE_HEIGHT = 22;
export const LOAD_HEIGHT = 18;
export const AXIS = 16;
/** The minimum room for the label of a tick. */
export const TICK_WIDTH = 110;

const LANE = 15;
const MARKS = 16;

/** Where the rows of a timeline are, from the top: labels, marks, pages, load times, axis. */
export interface Rows {
  /** The foot of the labels of a lane, 0 being the lowest. */
  labelOf(lane: number): number;
  /** The middle of the marks. */
  readonly marks: number;
  /** The top of the pages. */
  readonly pages: number;
  /** The foot of the bars of load times. */
  readonly loads: number;
  readonly axis: number;
}

/** Stacks the rows of a timeline with as many lanes of labels. */
export function toRows(lanes: number): Rows {
  const pages = lanes * LANE + MARKS;
  const loads = pages + PAGE_HEIGHT + 2 + LOAD_HEIGHT;
  return {
    labelOf: (lane) => (lanes - lane) * LANE - 3,
    marks: pages - MARKS / 2,
    pages,
    loads,
    axis: loads,
  };
}
