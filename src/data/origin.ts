/** What the first page of a visit, or the page after another, names as the page before. */
export interface Origin {
  /** A full URL, or empty when there was none. */
  readonly referrer: string;
  readonly baseReferrer: string;
}

/** A text up to its first `?`. */
export function toBase(text: string): string {
  const end = text.indexOf('?');
  return end < 0 ? text : text.slice(0, end);
}

/** Splits a URL, or an empty text, as events carry it. */
export function toOrigin(referrer: string): Origin {
  return { referrer, baseReferrer: toBase(referrer) };
}
