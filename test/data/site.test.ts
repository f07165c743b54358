import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCALES } from '../../src/data/model/locales.ts';
import type { Page } from '../../src/data/page.ts';
import { loadSite, locales, PROJECT, seeds } from './subjects.ts';

const sites = fc.tuple(seeds, fc.string(), locales);

test('a site has each path once, no label that means two things, and searches that find products', async () => {
  const law = fc.asyncProperty(sites, async ([seed, projectKey, locale]) => {
    const { pages, searches } = await loadSite(seed, projectKey, locale);
    for (const { page } of searches) expect(page.links.some(({ place }) => place.kind === 'product')).toBe(true);
    expect(searches.length).toBeGreaterThan(3);
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
    for (const page of pages) {
      const ways = page.links.flatMap((link) => link.ways);
      const targets = new Map(ways.map(({ label = '', to }) => [label, to]));
      for (const { label = '', to } of ways) expect(targets.get(label)).toBe(to);
      const controls = page.controls.map(({ label }) => label);
      expect(controls.filter((label) => targets.has(label))).toEqual([]);
      expect([...targets.keys(), ...controls].filter((label) => label.trim() === '')).toEqual([]);
    }
  });
  await fc.assert(law, { numRuns: 50 });
});

test('every page of a site can be reached, and left again', async () => {
  const { pages, searches } = await loadSite(1, PROJECT);
  const reached = new Set<Page>([
    ...pages.filter(({ place }) => place.kind === 'home'),
    ...searches.map(({ page }) => page),
  ]);
  for (const page of reached) for (const { ways } of page.links) for (const { to } of ways) reached.add(to);
  expect(reached.size).toBe(pages.length);
  for (const page of pages) expect(page.links.length).toBeGreaterThan(0);
});

test.each(LOCALES)('a site in %s has what it is about in paths of ASCII, and at least ten products', async (locale) => {
  const { pages } = await loadSite(1, PROJECT, locale);
  const products = pages.filter(({ place }) => place.kind === 'product');
  for (const { path } of pages) expect(path).toMatch(/^\/[\x21-\x7e]*$/);
  for (const { path } of products) expect(path).toMatch(/^\/product\/[a-z0-9%A-F-]+\/$/);
  expect(products.length).toBeGreaterThan(10);
});

test('a site has the pages of the documented example', async () => {
  const { pages } = await loadSite('any', PROJECT);
  const paths = pages.map(({ path }) => path);
  for (const path of ['/', '/my-account/', '/sample-page/', '/shop/', '/product/beanie-with-logo/']) {
    expect(paths).toContain(path);
  }
});

test('each project and seed has its own shop', async () => {
  const shops = [await loadSite(1, PROJECT), await loadSite(1, 'other'), await loadSite(2, PROJECT)];
  const paths = shops.map(({ pages }) => pages.map(({ path }) => path).join());
  expect(new Set(paths).size).toBe(3);
});
