import type { Random } from '../shared/random.ts';
import type { Locale } from './model/locales.ts';
import type { Words } from './words/words.ts';

/** A faker of one locale, with English as the fallback. */
export type LocaleFaker = typeof import('@faker-js/faker/locale/en')['faker'];

/** Creates a faker that draws only from the given stream. */
export type FakerMaker = (random: Random) => LocaleFaker;

/** All words of one locale. */
export interface LocaleWords {
  readonly makeFaker: FakerMaker;
  readonly words: Words;
}

type Loaded = readonly [{ readonly faker: LocaleFaker }, { readonly words: Words }];

/** Each written out, so that a bundler makes a separate file of each, of which only one is loaded. */
const LOADERS: Readonly<Record<Locale, () => Promise<Loaded>>> = {
  en: () => Promise.all([import('@faker-js/faker/locale/en'), import('./words/en.ts')]),
  de: () => Promise.all([import('@faker-js/faker/locale/de'), import('./words/de.ts')]),
  fr: () => Promise.all([import('@faker-js/faker/locale/fr'), import('./words/fr.ts')]),
  es: () => Promise.all([import('@faker-js/faker/locale/es'), import('./words/es.ts')]),
  pt_BR: () => Promise.all([import('@faker-js/faker/locale/pt_BR'), import('./words/pt-br.ts')]),
  ja: () => Promise.all([import('@faker-js/faker/locale/ja'), import('./words/ja.ts')]),
};

/** Loads a locale's words on first use: they are by far the largest thing the mock loads. */
export async function loadWords(locale: Locale): Promise<LocaleWords> {
  const [{ faker: shared }, { words }] = await LOADERS[locale]();
  // The locale's module exports one instance, which belongs to the user, and not its class. `constructor` is typed as
  // Function; here it is the class of the instance. Its definitions fall back to English.
  const Faker = shared.constructor as new (options: {
    locale: LocaleFaker['rawDefinitions'];
    randomizer: { next(): number; seed(): void };
  }) => LocaleFaker;
  const makeFaker: FakerMaker = (random) =>
    new Faker({ locale: shared.rawDefinitions, randomizer: { next: () => random.unit(), seed() {} } });
  return { makeFaker, words };
}
