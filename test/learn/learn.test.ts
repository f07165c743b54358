import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCALES } from '../../src/data/model/locales.ts';
import { readSite } from '../../src/data/model/read-site.ts';
import type { SiteInput } from '../../src/data/model/site-schema.ts';
import { anonymiseVisits, learnFrom } from '../../src/learn/learn.ts';
import { loadVocabulary } from '../../src/learn/looks.ts';
import { PathTemplates } from '../../src/learn/path-templates.ts';
import type { SeenVisit } from '../../src/learn/visit.ts';
import { loadSite, PROJECT } from '../data/subjects.ts';
import { type Portrait, portray, variation, visitsOf } from './compare.ts';

const EVENTS = 10_000;
/** The least that two samples of the source itself would differ by is near to the bound with as few events. */
const LEARNT_EVENTS = 15_000;
const PARTS = ['transitions', 'lengths', 'gaps', 'labels'] as const satisfies readonly (keyof Portrait)[];
const BANK: SiteInput = {
  host: 'bank.example.com',
  pages: [
    ...['/', '/login/', '/accounts/', '/accounts/{id}/', '/accounts/{id}/statements/'],
    ...['/transfer/', '/transfer/done/', '/help/'],
  ],
};

/** Learns from sessions, and portrays them beside those of the world that was learnt. */
async function learnt(source: readonly SeenVisit[], seed: number) {
  const anonymous = await anonymiseVisits(source, { seed: 'a' });
  const model = readSite(JSON.parse(JSON.stringify(await learnFrom(anonymous))));
  const templates = new PathTemplates(await loadVocabulary());
  const { pages } = await loadSite(seed, PROJECT, 'en', model);
  const placeOf = new Map(pages.map(({ path, place }) => [path, place.path]));
  return {
    model,
    before: portray(anonymous, (path) => templates.of(path, '')),
    after: portray(await visitsOf({ seed, site: model }, LEARNT_EVENTS), (path) => placeOf.get(path) ?? path),
  };
}

test('a learnt world is like its source: which page follows which, lengths, gaps and labels', async () => {
  const sources = fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    locale: fc.constantFrom(...LOCALES),
    site: fc.constantFrom(undefined, BANK),
  });
  const law = fc.asyncProperty(sources, async ({ seed, locale, site }) => {
    const { before, after } = await learnt(await visitsOf({ seed, locale, ...(site && { site }) }, EVENTS), seed);
    const far = Object.fromEntries(PARTS.map((part) => [part, variation(before[part], after[part])]));
    if (process.env.SHOW_FIGURES) console.info(site?.host ?? 'shop', locale, far);
    for (const part of PARTS) expect(far[part], part).toBeLessThan(0.1);
  });
  await fc.assert(law, { numRuns: Number(process.env.RUNS ?? 2) });
});

test('nothing can be learnt where no page was opened', async () => {
  expect(await learnFrom([{ userId: 'a', events: [{ type: 'CLICK', label: 'Buy' }] }])).toBeUndefined();
});
