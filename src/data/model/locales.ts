/** The languages of generated worlds, named as in faker. */
export const LOCALES = ['en', 'de', 'fr', 'es', 'pt_BR', 'ja'] as const;

/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** The default language of a world. */
export const DEFAULT_LOCALE = 'en' satisfies Locale;

/** UTC offset of a locale's visitors in hours, ignoring summer time. */
export const UTC_OFFSET_HOURS: Readonly<Record<Locale, number>> = { en: 0, de: 1, fr: 1, es: 1, pt_BR: -3, ja: 9 };
