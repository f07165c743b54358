/** The referrer of a page: where the visit came from, or the previous page. */
export interface Origin {
  /** A full URL, or empty if there was none. */
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
