import { Parser } from 'htmlparser2';

/** The addresses in a sitemap: pages and further sitemaps. */
interface Sitemap {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
}

export function readSitemap(xml: string): Sitemap {
  const pages: string[] = [];
  const sitemaps: string[] = [];
  let text: string | undefined;
  let inIndex = false;
  const parser = new Parser(
    {
      onopentag(name) {
        if (name === 'sitemap' || name === 'url') inIndex = name === 'sitemap';
        if (name === 'loc') text = '';
      },
      ontext(part) {
        if (text !== undefined) text += part;
      },
      onclosetag(name) {
        if (name !== 'loc' || text === undefined) return;
        (inIndex ? sitemaps : pages).push(text.trim());
        text = undefined;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return { pages, sitemaps };
}
