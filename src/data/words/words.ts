import type { Word } from '../model/word.ts';

/** A language: what links, buttons and fields say, and what pages are about. Faker has the names of people and places. */
export interface Words {
  /** Texts and words by name. A text may have names of others, and calls of faker, in curly braces. */
  readonly texts: Readonly<Record<string, Word>>;
  /** The search engine most people come from. */
  readonly searchEngine: string;
  /** Letters that are not written in ASCII by leaving off their accent. */
  readonly spellings: Readonly<Record<string, string>>;
  /** Names in ASCII, where those of faker cannot be turned into it. */
  readonly latinNames?: { readonly first: readonly string[]; readonly last: readonly string[] };
}
