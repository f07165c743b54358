/** What the first page of a visit, or the page after another, names as the page before. */
export interface Origin {
  /** A full URL, or empty when there was none. */
  readonly referrer: string;
  readonly baseReferrer: string;
}

/** Where a visit comes from: from nowhere when `direct`. */
export type OriginKind = 'direct' | 'search' | 'newsletter' | 'link';

/** A text up to its first `?`. */
export function toBase(text: string): string {
  const end = text.indexOf('?');
  return end < 0 ? text : text.slice(0, end);
}

/** Splits a URL, or an empty text, as events carry it. */
export function toOrigin(referrer: string): Origin {
  return { referrer, baseReferrer: toBase(referrer) };
}

const OTHER_SEARCH_ENGINES = ['https://duckduckgo.com/', 'https://www.bing.com/', 'https://www.ecosia.org/'];
const ISSUES = [46, 47, 48];
const LINKING = [
  'https://magazine.example.net/gift-guide/',
  'https://magazine.example.net/editors-picks/',
  'https://forum.example.net/t/48213',
];

/**
 * Builds where visits to a site come from, frequent ones listed more than once.
 *
 * @param searchEngine - The URL of the one most people use.
 */
export function buildOrigins(searchEngine: string): Readonly<Record<OriginKind, readonly Origin[]>> {
  const usual = Array.from({ length: 9 }, () => searchEngine);
  return {
    direct: [''].map(toOrigin),
    search: [...usual, ...OTHER_SEARCH_ENGINES].map(toOrigin),
    newsletter: ISSUES.map((issue) => toOrigin(`https://news.example.org/view?issue=${issue}&utm_medium=email`)),
    link: LINKING.map(toOrigin),
  };
}
