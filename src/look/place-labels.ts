/** A word beside a point of a line. */
interface Label {
  /** Where its point is, in pixels. */
  readonly x: number;
  readonly text: string;
}

/** How much room there is. All in pixels. */
interface LabelRoom {
  readonly width: number;
  /** How many labels fit above each other, 1 or more. */
  readonly lanes: number;
  /** The usual width of a character, for those who cannot measure. */
  readonly characterWidth: number;
  /** Measures a text where that can be done. */
  readonly widthOf?: (text: string) => number;
  /** Characters after which a text is cut short. */
  readonly longest: number;
}

/** Where a label is written; those that find no room have no lane and stay unwritten. */
export interface PlacedLabel {
  readonly lane: number | undefined;
  readonly x: number;
  /** As it is written, perhaps cut short. */
  readonly text: string;
  readonly width: number;
}

const BETWEEN = 10;

/**
 * Gives each label the lowest lane where it covers no other; earlier labels go first. A label begins at its point, or
 * further left where it would leave the drawing. Labels are given from left to right.
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

/** Cuts a text short, with an ellipsis as its last character. A character is never cut in two. */
export function shorten(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, Math.max(1, longest) - 1).join('')}…`;
}
