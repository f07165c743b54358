import fc from 'fast-check';
import { DOCUMENTED_PROJECT_KEY } from '../../src/api/documented/events.ts';
import { buildCatalogue } from '../../src/data/catalogue.ts';
import { loadWords } from '../../src/data/locale-words.ts';
import { LOCALES, type Locale } from '../../src/data/locales.ts';
import { buildSite, type Site } from '../../src/data/site.ts';
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

/** The site that visitors of a project walk. */
export async function loadSite(seed: number | string, projectKey: string, locale: Locale = 'en'): Promise<Site> {
  const { makeFaker, words } = await loadWords(locale);
  return buildSite(buildCatalogue(makeFaker(openRandom(seed, projectKey, 'site')), words), words);
}
