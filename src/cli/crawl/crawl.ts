import robotsParser from 'robots-parser';
import { whyNoReply } from '../../contract/reading/unreachable.ts';
import { toSentence } from '../../shared/sentence.ts';
import { VERSION } from '../../shared/version.ts';
import { Exit } from '../exit.ts';
import { readHtml } from './read-html.ts';
import { readSitemap } from './read-sitemap.ts';
import type { SeenPage } from './seen-page.ts';

/** How to crawl a site. */
interface CrawlOptions {
  readonly fetch: typeof fetch;
  /** How many pages to open at most. */
  readonly limit: number;
  /** Requests per second at most; robots.txt may ask for fewer. */
  readonly rate: number;
  readonly onPage: (pages: number) => void;
}

const AGENT = 'openreplay-kit';
const REQUEST_MS = 15_000;
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_SITEMAPS = 20;
const SLOWEST_MS = 10_000;
const FILES = /\.(?:pdf|zip|gz|png|jpe?g|gif|svg|webp|ico|css|js|mjs|json|xml|txt|mp[34]|woff2?)$/i;

// its types describe a CommonJS module, which it is not
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

type Robots = ReturnType<typeof parseRobots>;

/** Reads the sitemap and pages of one host, and of no other, as far as its robots.txt allows. */
export async function crawl(start: URL, options: CrawlOptions): Promise<SeenPage[]> {
  const crawler = new Crawler(start, options);
  return crawler.run();
}

class Crawler {
  readonly #start: URL;
  readonly #options: CrawlOptions;
  /** Paths found, with the texts of the links to them. */
  readonly #found = new Map<string, Map<string, number>>();
  readonly #waiting: string[] = [];
  #robots: Robots | undefined;
  #pauseMs: number;
  #next = 0;

  constructor(start: URL, options: CrawlOptions) {
    this.#start = start;
    this.#options = options;
    this.#pauseMs = 1000 / options.rate;
  }

  async run(): Promise<SeenPage[]> {
    await this.#readRobots();
    const first = this.#add(this.#start.href, '');
    if (first === undefined) throw new Exit(2, `Failed to read ${this.#start}: its robots.txt disallows it.`);
    await this.#readSitemaps();
    let opened = 0;
    for (let i = 0; i < this.#waiting.length && opened < this.#options.limit; i++) {
      const path = this.#waiting[i] ?? '';
      const reply = await this.#get(new URL(path, this.#start), /html/, opened === 0);
      this.#options.onPage(++opened);
      if (!reply) continue;
      const { links, base, isClosed } = readHtml(reply.text);
      if (isClosed) continue;
      const from = base !== undefined && URL.canParse(base, reply.url) ? new URL(base, reply.url).href : reply.url;
      for (const { href, text } of links) if (URL.canParse(href, from)) this.#add(new URL(href, from).href, text);
    }
    return [...this.#found].map(([path, titles]) => ({
      path,
      titles: [...titles].sort(([, a], [, b]) => b - a).map(([title]) => title),
    }));
  }

  async #readRobots(): Promise<void> {
    const url = new URL('/robots.txt', this.#start);
    const reply = await this.#get(url, /text/, false);
    this.#robots = parseRobots(url.href, reply?.text ?? '');
    const delay = this.#robots.getCrawlDelay(AGENT);
    if (delay !== undefined) this.#pauseMs = Math.min(SLOWEST_MS, Math.max(this.#pauseMs, delay * 1000));
  }

  async #readSitemaps(): Promise<void> {
    const named = this.#robots?.getSitemaps() ?? [];
    const waiting = named.length > 0 ? [...named] : [new URL('/sitemap.xml', this.#start).href];
    for (let i = 0; i < waiting.length && i < MOST_SITEMAPS; i++) {
      const url = waiting[i] ?? '';
      if (!URL.canParse(url) || new URL(url).host !== this.#start.host) continue;
      const reply = await this.#get(new URL(url), /xml/, false);
      if (!reply) continue;
      const { pages, sitemaps } = readSitemap(reply.text);
      for (const page of pages) this.#add(page, '');
      waiting.push(...sitemaps);
    }
  }

  /** Notes an address of the host; returns its path if it is one of the host's pages. */
  #add(href: string, text: string): string | undefined {
    if (!URL.canParse(href)) return undefined;
    const { protocol, host, pathname, search } = new URL(href);
    if (!/^https?:$/.test(protocol) || host !== this.#start.host || FILES.test(pathname)) return undefined;
    if (this.#robots?.isAllowed(`${this.#start.origin}${pathname}${search}`, AGENT) === false) return undefined;
    const path = pathname + search;
    let titles = this.#found.get(path);
    if (!titles) {
      titles = new Map();
      this.#found.set(path, titles);
      this.#waiting.push(path);
    }
    if (text !== '') titles.set(text, (titles.get(text) ?? 0) + 1);
    return path;
  }

  /** Fetches a text of the wanted type; undefined if there is none. The first page must exist. */
  async #get(
    url: URL,
    kind: RegExp,
    isNeeded: boolean,
  ): Promise<{ readonly url: string; readonly text: string } | undefined> {
    await this.#pace();
    const headers = { 'user-agent': `${AGENT}/${VERSION}`, accept: 'text/html,application/xml;q=0.9,text/plain;q=0.8' };
    let why: string;
    try {
      const reply = await this.#options.fetch(url, { headers, signal: AbortSignal.timeout(REQUEST_MS) });
      const isOwn = reply.url === '' || new URL(reply.url).host === this.#start.host;
      const type = reply.headers.get('content-type') ?? '';
      const size = Number(reply.headers.get('content-length') ?? 0);
      if (reply.ok && isOwn && kind.test(type) && size <= MOST_BYTES) {
        return { url: reply.url || url.href, text: (await reply.text()).slice(0, MOST_BYTES) };
      }
      await reply.body?.cancel();
      why = !isOwn
        ? `it redirects to another host (${new URL(reply.url).host})`
        : `status ${reply.status}, ${type || 'no content type'}`;
    } catch (error) {
      why = whyNoReply(error, REQUEST_MS);
    }
    if (isNeeded) throw new Exit(2, toSentence(`Failed to read ${url}: ${why}`));
    return undefined;
  }

  async #pace(): Promise<void> {
    const early = this.#next - Date.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    this.#next = Math.max(Date.now(), this.#next) + this.#pauseMs;
  }
}
