/** A label next to a point on a line. */
interface Label {
  /** Where its point is, in pixels. */
  readonly x: number;
  readonly text: string;
}

/** The available room. All in pixels. */
interface LabelRoom {
  readonly width: number;
  /** How many labels fit above each other, 1 or more. */
  readonly lanes: number;
  /** The usual width of a character, used if texts cannot be measured. */
  readonly characterWidth: number;
  /** Measures a text, if possible. */
  readonly widthOf?: (text: string) => number;
  /** Characters after which a text is truncated. */
  readonly longest: number;
}

/** Where a label is placed; one without room has no lane and is not drawn. */
export interface PlacedLabel {
  readonly lane: number | undefined;
  readonly x: number;
  /** As drawn, possibly truncated. */
  readonly text: string;
  readonly width: number;
}

const BETWEEN = 10;

/**
 * Assigns each label the lowest lane in which it covers no other; earlier labels go first. A label starts at its point,
 * or further left if it would leave the drawing. Labels are given from left to right.
 */
export function placeLabels(labels: readonly Label[], room: LabelRoom): PlacedLabel[] {
  const { characterWidth, widthOf = (text) => [...text].length * characterWidth } = room;
  const ends = Array.from({ length: room.lanes }, () => Number.NEGATIVE_INFINITY);
  return labels.map(({ x: point, text: whole }) => {
    const text = shorten(whole, room.longest);
    const width = widthOf(text);
    const x = Math.max(0, Math.min(point, room.width - width));
    const lane = ends.findIndex((end) => end + BETWEEN <= x);
    if (lane < 0) return { lane: undefined, x, text, width };
    ends[lane] = x + width;
    return { lane, x, text, width };
  });
}

/** Truncates a text with an ellipsis, never splitting a character. */
export function shorten(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, Math.max(1, longest) - 1).join('')}…`;
}
