import { loadWords } from '../data/locale-words.ts';
import { LOCALES } from '../data/model/locales.ts';

/** What is known of a word. */
export interface Vocabulary {
  /** Whether it is a personal name in any language. */
  isName(word: string): boolean;
  /** Whether sites use it. */
  isUsual(word: string): boolean;
}

/** Words that sites use in paths and labels besides the kit's own. */
const USUAL =
  'a about account accounts add admin all an and app apply at archive article back basket billing blog book buy by cancel cards cart categories category change checkout close code company confirm contact continue copy create dashboard date delete details docs documentation done download edit email events export faq features feed filter finish folder for form from forgot general go group groups help hide history home id image import in inbox index info invite invoice invoices item items jobs join learn legal like link list load log login logout mail manage members menu message messages mobile more move my name new news next no notifications of ok on open or options order orders overview page pages password pay payment payments phone plan plans posts press previous pricing print privacy product products profile projects promotions public publish read received recent refresh register remove reorder reply report reports request reset results retry review reviews sale sample save search security select send sent services settings share shop show sign skip sort start statements statistics status stop store submit subscribe success support tag tags tasks team teams terms test thanks the this tickets to today top total track transfer transfers update upload user users view watch welcome wishlist with without write yes you your';

const SHORTEST_NAME = 3;

/** Loads the names of the six languages, and the words that sites use in them. */
export async function loadVocabulary(): Promise<Vocabulary> {
  const all = await Promise.all(LOCALES.map(loadWords));
  const usual = new Set(USUAL.split(' '));
  const names = new Set<string>();
  for (const { words, makeFaker } of all) {
    // the goods of the shop are not site words
    const texts = Object.values(words.texts).filter((text) => typeof text === 'string');
    for (const text of texts) for (const word of wordsOf(text)) usual.add(word);
    const { person } = makeFaker({ unit: () => 0 } as never).rawDefinitions;
    for (const name of textsIn([person?.first_name, person?.last_name, words.latinNames])) {
      for (const word of wordsOf(name)) if (word.length >= SHORTEST_NAME) names.add(word);
    }
  }
  return {
    isName: (word) => names.has(word.toLowerCase()) && !usual.has(word.toLowerCase()),
    isUsual: (word) => usual.has(word.toLowerCase()),
  };
}

/** The words of a text, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}
