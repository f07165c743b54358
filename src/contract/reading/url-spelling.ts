import { trimEnd } from '../../shared/trim-end.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Fields } from './fields.ts';

/** Pairs the path of each page with the path in the referrer of the page loaded right after it. */
export function neighbours(pages: readonly Fields[]): [path: string, referrer: string][] {
  return pages.flatMap((page, index): [string, string][] => {
    const before = pages[index - 1];
    if (!before || before.sessionId !== page.sessionId || typeof page.referrer !== 'string') return [];
    const number = (item: Fields) => Math.floor(Number(item.messageId) / 2 ** 32);
    const origin = `://${before.host}`;
    const at = page.referrer.indexOf(origin);
    if (number(page) !== number(before) + 1 || at < 0 || typeof before.path !== 'string') return [];
    return [[before.path, page.referrer.slice(at + origin.length)]];
  });
}

/** A path without what servers often change in it: letter case, percent-encoding, trailing slashes. */
export function plainPath(path: string): string {
  return trimEnd(path.replace(/(?:%[0-9a-f]{2})+/gi, decodeLeniently).toLowerCase(), '/');
}

/** Percent-decodes what can be decoded and leaves the rest unchanged. */
export function decodeLeniently(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** Whether the percent-encoding of a URL is broken, so that it is an invalid URI, or does not encode text. */
export function isMalformed(url: string): boolean {
  try {
    return decodeURIComponent(url).includes('\0');
  } catch {
    return true;
  }
}

/** A path as a proxy may forward it: decoded, without doubled slashes, dot segments and parameters. */
function normalised(path: string): string {
  const decoded = decodeLeniently(decodeLeniently(path)).replace(/;[^/]*/g, '');
  const segments = decoded.split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.');
  return `/${segments.join('/')}`;
}

/** The path, and each of its suffixes that starts with a segment. */
function endsOf(path: string): string[] {
  const parts = path.split('/').slice(1);
  return parts.slice(0, -1).map((_, index) => `/${parts.slice(index).join('/')}`);
}

/**
 * The beginning of a reply without the requested path, which is no secret and may look like that of a file.
 * A proxy in front of the server may have removed a prefix of the path.
 *
 * @param longest - how many characters of the reply to check.
 */
export function withoutOwnPath({ request, reply }: Exchange, longest: number): string {
  const whole = reply?.text ?? '';
  // every spelling of a path contains a slash
  if (!whole.includes('/')) return whole.slice(0, longest);
  const { pathname } = new URL(request.url);
  // as sent, whereas a URL parser resolves dot segments
  const [, sent = pathname] = /^[^/]*\/\/[^/]*([^?#]*)/.exec(request.url) ?? [];
  const ends = [pathname, sent].flatMap(endsOf);
  const spellings = [
    request.url,
    ...endsOf(normalised(pathname)),
    ...[pathname, sent, ...ends].flatMap((end) => [end, end.replace(/(?:%[0-9a-f]{2})+/gi, decodeLeniently)]),
  ].flatMap((spelling) => [spelling, JSON.stringify(spelling).slice(1, -1)]);
  const reach = Math.max(...spellings.map((spelling) => spelling.length));
  const text = whole.slice(0, longest + reach);
  const found = spellings.reduce((left, spelling) => left.replaceAll(spelling, ''), text);
  // where the text was cut, part of the path may remain
  return text.length < whole.length ? found.slice(0, -reach) : found;
}
