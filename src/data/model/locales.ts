/** The languages a generated world can speak, named as faker names them. */
export const LOCALES = ['en', 'de', 'fr', 'es', 'pt_BR', 'ja'] as const;

/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** The language of a world that was not told which. */
export const DEFAULT_LOCALE = 'en' satisfies Locale;

/** Hours that the clocks of a locale's visitors are ahead of UTC, summer time left aside. */
export const UTC_OFFSET_HOURS: Readonly<Record<Locale, number>> = { en: 0, de: 1, fr: 1, es: 1, pt_BR: -3, ja: 9 };
