import type { Item } from '../requirements/reply-rules.ts';

/** Pairs the path of each page with the path in the referrer of the page loaded right after it. */
export function neighbours(pages: readonly Item[]): [path: string, referrer: string][] {
  return pages.flatMap((page, index): [string, string][] => {
    const before = pages[index - 1];
    if (!before || before.sessionId !== page.sessionId || typeof page.referrer !== 'string') return [];
    const number = (item: Item) => Math.floor(Number(item.messageId) / 2 ** 32);
    const origin = `://${before.host}`;
    const at = page.referrer.indexOf(origin);
    if (number(page) !== number(before) + 1 || at < 0 || typeof before.path !== 'string') return [];
    return [[before.path, page.referrer.slice(at + origin.length)]];
  });
}

/** A path without what careless code changes in it: letter case, percent-encoding, slashes at the end. */
export function plainPath(path: string): string {
  return path
    .replace(/(?:%[0-9a-f]{2})+/gi, decodeLeniently)
    .toLowerCase()
    .replace(/\/+$/, '');
}

/** Percent-decodes what can be decoded and leaves the rest. */
export function decodeLeniently(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
