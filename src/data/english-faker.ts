import type { Random } from './random.ts';

/** A faker with the English locale. */
export type EnglishFaker = typeof import('@faker-js/faker/locale/en')['faker'];

/** Makes a faker that draws from the given stream alone. */
export type FakerMaker = (random: Random) => EnglishFaker;

/** Loads faker's English locale, when first needed: it is by far the largest thing the mock loads. */
export async function loadFaker(): Promise<FakerMaker> {
  const { faker: shared } = await import('@faker-js/faker/locale/en');
  // The locale's module exports one instance, which is the user's to seed, and not its class. `constructor` is typed as
  // Function; that of an instance is the class that made it.
  const EnglishFaker = shared.constructor as new (options: {
    locale: EnglishFaker['rawDefinitions'];
    randomizer: { next(): number; seed(): void };
  }) => EnglishFaker;
  return (random) =>
    new EnglishFaker({ locale: shared.rawDefinitions, randomizer: { next: () => random.unit(), seed() {} } });
}
