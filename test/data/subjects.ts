import fc from 'fast-check';
import { DOCUMENTED_PROJECT_KEY } from '../../src/api/documented/events.ts';
import { loadWords } from '../../src/data/locale-words.ts';
import { completeSite } from '../../src/data/model/complete-site.ts';
import { LOCALES, type Locale } from '../../src/data/model/locales.ts';
import { SHOP } from '../../src/data/model/shop/shop.ts';
import type { SiteInput } from '../../src/data/model/site-schema.ts';
import { buildSite, type Site } from '../../src/data/site.ts';
import { VisitorKinds } from '../../src/data/visitor-kind.ts';
import { openRandom } from '../../src/shared/random.ts';

export const PROJECT = DOCUMENTED_PROJECT_KEY;

/** 2026-01-01T00:00:00Z. */
export const NOW = 1767225600000;

/** The options of a population of a million. */
export const MILLION = { seed: 1, now: NOW, users: 1_000_000, inputEvents: false };

export const seeds = fc.oneof(fc.integer(), fc.string({ maxLength: 12 }));

export const locales = fc.constantFrom(...LOCALES);

/** Any time visits are made up for, often near where session IDs change their form. */
export const nows = fc.oneof(
  fc.integer({ min: Date.UTC(2019, 8), max: Date.UTC(2053, 0) }),
  fc.integer({ min: Date.UTC(2021, 5), max: Date.UTC(2021, 11) }),
  fc.integer({ min: NOW, max: NOW + 86_400_000 }),
);

/** The kinds of visitor of the shop. */
export const SHOP_KINDS = new VisitorKinds(completeSite(SHOP, 'en').visitors);

/** The site that visitors of a project walk: the shop unless another model is given. */
export async function loadSite(
  seed: number | string,
  projectKey: string,
  locale: Locale = 'en',
  model: SiteInput = SHOP,
): Promise<Site> {
  const { makeFaker, words } = await loadWords(locale);
  return buildSite(completeSite(model, locale), makeFaker(openRandom(seed, projectKey, 'site')), words);
}
