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

const NONE = '';
const SEARCH_ENGINES = ['https://www.google.com/', 'https://duckduckgo.com/', 'https://www.bing.com/'];
const NEWSLETTERS = [
  'https://news.example.org/view?issue=48&utm_medium=email',
  'https://news.example.org/view?issue=47&utm_medium=email',
];

/**
 * Builds where visits to a site come from, frequent ones listed more than once.
 *
 * @param slugs - The ends of URLs on another site that links here.
 */
export function buildOrigins(slugs: readonly string[]): readonly Origin[] {
  const others = slugs.map((slug) => `https://magazine.example.net/${slug}/`);
  return [NONE, NONE, NONE, NONE, ...SEARCH_ENGINES, ...SEARCH_ENGINES, ...NEWSLETTERS, ...others].map(toOrigin);
}
