import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadSite, PROJECT, seeds } from './subjects.ts';

const sites = fc.tuple(seeds, fc.string());

test('a site has each path once, and no label that means two things', async () => {
  const law = fc.asyncProperty(sites, async ([seed, projectKey]) => {
    const { pages } = await loadSite(seed, projectKey);
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
    for (const page of pages) {
      const targets = new Map(page.links.map(({ label, to }) => [label, to]));
      for (const { label, to } of page.links) expect(targets.get(label)).toBe(to);
      expect(page.controls.filter((label) => targets.has(label))).toEqual([]);
      expect([...targets.keys(), ...page.controls].filter((label) => label.trim() === '')).toEqual([]);
    }
  });
  await fc.assert(law, { numRuns: 50 });
});

test('every page of a site can be reached, and left again', async () => {
  const { pages, entries, searches } = await loadSite(1, PROJECT);
  const reached = new Set([...entries, ...searches.map(({ page }) => page)]);
  for (const page of reached) for (const { to } of page.links) reached.add(to);
  expect(reached.size).toBe(pages.length);
  for (const page of pages) expect(page.links.length).toBeGreaterThan(0);
});

test('a site has the pages of the documented example', async () => {
  const { pages } = await loadSite('any', PROJECT);
  const paths = pages.map(({ path }) => path);
  for (const path of ['/', '/my-account/', '/sample-page/', '/shop/', '/product/beanie-with-logo/']) {
    expect(paths).toContain(path);
  }
});

test('projects and seeds have shops of their own', async () => {
  const shops = [await loadSite(1, PROJECT), await loadSite(1, 'other'), await loadSite(2, PROJECT)];
  const paths = shops.map(({ pages }) => pages.map(({ path }) => path).join());
  expect(new Set(paths).size).toBe(3);
});
