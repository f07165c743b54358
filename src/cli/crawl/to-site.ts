import { toSingular } from '../../data/model/path-template.ts';
import type { PageInput, SiteInput } from '../../data/model/site-schema.ts';
import type { SeenPage } from './seen-page.ts';

/** From this many pages in one place on, they become one page with a parameter. */
const MANY = 6;
const MOST_PAGES = 200;
const VALUE = /^\d+$|^[0-9a-f]{8}-[0-9a-f-]{27}$|\d{4,}|^[0-9a-f]{12,}$/i;

/** Builds a first model from pages. Pages that differ in a number or an ID become one, and so do many in one place. */
export function toSite(host: string, pages: readonly SeenPage[]): SiteInput {
  const children = new Map<string, Set<string>>();
  for (const { path } of pages) {
    const parts = partsOf(path);
    for (const [i, part] of parts.entries()) {
      const above = parts.slice(0, i).map(shapeOf).join('/');
      children.set(above, (children.get(above) ?? new Set()).add(part));
    }
  }
  const found = new Map<string, Map<string, number>>();
  for (const { path, titles } of pages) {
    const template = templateOf(path, children);
    const known = found.get(template) ?? new Map();
    found.set(template, known);
    for (const title of titles.slice(0, 1)) known.set(title, (known.get(title) ?? 0) + 1);
  }
  // a page comes before the pages below it
  const sorted = [...found].sort(([a], [b]) => partsOf(a).length - partsOf(b).length).slice(0, MOST_PAGES);
  return { host, pages: sorted.map(([path, titles]) => toPage(path, titles)) };
}

function toPage(path: string, titles: ReadonlyMap<string, number>): string | PageInput {
  const [title] = [...titles].sort(([, a], [, b]) => b - a).map(([text]) => text);
  // when several pages become one, each has its own title
  return title === undefined || path.includes('{') || /[{}]/.test(title) ? path : { path, title };
}

function templateOf(path: string, children: ReadonlyMap<string, ReadonlySet<string>>): string {
  const [route = '', query = ''] = path.split('?', 2);
  const taken = new Set<string>();
  const hole = (name: string) => {
    let free = name.replace(/[^A-Za-z0-9]/g, '').replace(/^[^A-Za-z]+/, '') || 'id';
    while (taken.has(free)) free = `${free}2`;
    taken.add(free);
    return `{${free}}`;
  };
  const above: string[] = [];
  const parts = partsOf(route).map((part) => {
    const siblings = children.get(above.join('/'))?.size ?? 0;
    const before = above.findLast((each) => each !== '*') ?? '';
    const isMany = above.length > 0 && siblings >= MANY;
    above.push(shapeOf(part));
    if (VALUE.test(part)) return hole('id');
    return isMany ? hole(toSingular(before)) : part;
  });
  const keys = [...new URLSearchParams(query).keys()].map((key) => `${encodeURIComponent(key)}=${hole(key)}`);
  const end = route.endsWith('/') && parts.length > 0 ? '/' : '';
  return `/${parts.join('/')}${end}${keys.length > 0 ? `?${keys.join('&')}` : ''}`;
}

function shapeOf(part: string): string {
  return VALUE.test(part) ? '*' : part;
}

function partsOf(path: string): readonly string[] {
  return (path.split('?', 1)[0] ?? '').split('/').filter(Boolean);
}
