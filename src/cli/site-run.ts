import { stat } from 'node:fs/promises';
import { readSite } from '../data/model/read-site.ts';
import type { SiteInput } from '../data/model/site-schema.ts';
import { count } from '../shared/count.ts';
import { reasonOf } from '../shared/system-error.ts';
import { connect } from './connection.ts';
import { crawl } from './crawl/crawl.ts';
import { readSitemap } from './crawl/read-sitemap.ts';
import { type FoundRoutes, readRoutes } from './crawl/route-folders.ts';
import { toSite } from './crawl/to-site.ts';
import { readVueRoutes } from './crawl/vue-routes.ts';
import { Exit } from './exit.ts';
import { print } from './print.ts';
import { openProgressLine } from './progress.ts';
import { readText } from './read-file.ts';
import { toEditableJson, writeWhole } from './write-whole.ts';

/** The flags of `site`, as parsed. */
export interface SiteFlags {
  readonly output: string;
  readonly host?: string;
  readonly limit: number;
  readonly rate: number;
  readonly ca?: string;
  readonly insecure?: boolean;
}

const SOME_HOST = 'www.example.com';

/** Writes a first model of a site. */
export async function runSite(source: string, flags: SiteFlags): Promise<void> {
  const { site, basis } = /^https?:\/\//i.test(source) ? await fromUrl(source, flags) : await fromDisk(source, flags);
  if (site.pages.length === 0) throw new Exit(2, `Failed to read ${source}: it contains no page.`);
  await writeWhole('site', flags.output, toEditableJson(readSite(site)));
  print(
    `Found ${count(site.pages.length, 'page')} of ${site.host} ${basis}, written to ${flags.output}.`,
    `Try it: openreplay-kit mock --site ${flags.output}`,
  );
}

interface Found {
  readonly site: SiteInput;
  /** What it was derived from, such as `by its links`. */
  readonly basis: string;
}

async function fromUrl(source: string, { host, limit, rate, ca, insecure }: SiteFlags): Promise<Found> {
  if (!URL.canParse(source)) throw new Exit(2, `Failed to read ${source}: it is not a URL.`);
  const start = new URL(source);
  const line = openProgressLine();
  const onPage = (pages: number) => line.show(`${pages} of at most ${limit} pages of ${start.host}`);
  try {
    const pages = await crawl(start, { fetch: (await connect({ ca, insecure })) ?? fetch, limit, rate, onPage });
    return { site: toSite(host ?? start.host, pages), basis: 'by its links' };
  } finally {
    line.clear();
  }
}

async function fromDisk(source: string, { host }: SiteFlags): Promise<Found> {
  const stats = await stat(source).catch((error: unknown) => {
    throw new Exit(2, `Failed to read ${source}: ${reasonOf(error)}.`);
  });
  if (!stats.isDirectory() && !/\.[cm]?[jt]s$/.test(source)) return fromSitemap(source, host);
  const routes = stats.isDirectory() ? readRoutes(source) : await readRouteFile(source);
  if (!routes) {
    throw new Exit(
      2,
      `Failed to read ${source}: it has no routes as Next.js, Remix, SvelteKit, Nuxt or Vue Router have them. Name the folder of a project or of its routes, or a file of routes of Vue Router.`,
    );
  }
  const pages = [...routes.paths];
  return { site: { host: host ?? SOME_HOST, pages }, basis: `in its files (${routes.framework})` };
}

async function readRouteFile(file: string): Promise<FoundRoutes | undefined> {
  const paths = readVueRoutes(await readText('routes', file));
  return paths.length > 0 ? { framework: 'Vue Router', paths } : undefined;
}

async function fromSitemap(file: string, host: string | undefined): Promise<Found> {
  const { pages } = readSitemap(await readText('sitemap', file));
  const urls = pages.filter((page) => URL.canParse(page)).map((page) => new URL(page));
  const [first] = urls;
  if (!first) throw new Exit(2, `Failed to read the sitemap ${file}: it contains no page address.`);
  const own = urls.filter((url) => url.host === first.host);
  const seen = own.map(({ pathname, search }) => ({ path: pathname + search, titles: [] }));
  return { site: toSite(host ?? first.host, seen), basis: 'by its sitemap' };
}
